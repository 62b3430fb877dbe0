import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll } from 'vitest';

/**
 * Runs before every test file: an empty HOME, a temp folder that is taken away afterwards, a git that reads
 * nobody's configuration, and nothing of the caller's environment that could change what a test sees.
 */
const dropped =
  /^(GIT_|CHANT_(?!CORPUS$)|XDG_|GH_|GITHUB_|SSH_|LC_|npm_)|^(TERM|COLORTERM|FORCE_COLOR|NO_COLOR|CI|EDITOR|VISUAL|PAGER|LANG|LANGUAGE|TZ|NODE_OPTIONS|COLUMNS|LINES)$/;

const before = { ...process.env };
const folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'chant-test-')));
const home = path.join(folder, 'home');
const temp = path.join(folder, 'tmp');
const gitConfig = path.join(home, '.gitconfig');
mkdirSync(home);
mkdirSync(temp);
writeFileSync(gitConfig, readFileSync(path.join(import.meta.dirname, 'gitconfig')));

// Most tests are about other things than the sandbox, and have agents that write down beside the repository what they
// saw. Those about it say what they want in their own configuration, which wins over the user's.
const userConfig = path.join(home, '.config/chant');
mkdirSync(userConfig, { recursive: true });
writeFileSync(path.join(userConfig, 'config.md'), '---\nworkspace: { sandbox: none }\n---\n');

for (const name of Object.keys(process.env)) if (dropped.test(name)) delete process.env[name];
Object.assign(process.env, {
  HOME: home,
  USERPROFILE: home,
  TMPDIR: temp,
  TEMP: temp,
  TMP: temp,
  GIT_CONFIG_GLOBAL: gitConfig,
  GIT_CONFIG_NOSYSTEM: '1',
  LC_ALL: 'C.UTF-8',
  TZ: 'UTC',
});

afterAll(() => {
  // The next file of a process that several share begins as this one did.
  for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
  Object.assign(process.env, before);
  // Best effort: a test that makes read-only folders may leave one, and that is no failure of the test.
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3, retryDelay: 100 });
  } catch {}
});
