import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeChantRepo, makeFolder } from '../../helper/chant-repo.ts';
import { readLine, runLine } from '../command-line.ts';

/** A folder of programs and an empty HOME. */
function makeMachine(): { readonly bin: string; readonly home: string } {
  const folder = makeFolder();
  const machine = { bin: join(folder, 'bin'), home: join(folder, 'home') };
  mkdirSync(machine.bin);
  mkdirSync(machine.home);
  return machine;
}

function addScript(file: string, text: string): void {
  writeFileSync(file, `#!/bin/sh\n${text}\n`);
  chmodSync(file, 0o755);
}

/** What npm leaves on the PATH: a link into a package. */
function addPackage(bin: string, name: string, version: string): void {
  const folder = join(bin, '../lib/node_modules', name);
  mkdirSync(join(folder, 'dist'), { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ version }));
  addScript(join(folder, 'dist/main'), 'exit 1');
  symlinkSync(join(folder, 'dist/main'), join(bin, name));
}

test('agents tells where an agent is, its version, what it is signed in by and what it can do', async () => {
  const repo = makeChantRepo({ '.chant/config.md': '---\ndefaults: { provider: codex }\n---\n' });
  const { bin, home } = makeMachine();
  addPackage(bin, 'claude-agent-acp', '0.49.0');
  addScript(join(bin, 'codex-acp'), 'echo "codex-acp 2.6.0 (abc)"');
  mkdirSync(join(home, '.codex'));
  writeFileSync(join(home, '.codex/auth.json'), '{}');
  const env = { PATH: bin, HOME: home, ANTHROPIC_API_KEY: 'sk-secret-1' };
  const page = await readLine({ cwd: repo.root, env }, ['agents']);
  const [claude, claudeCan] = page
    .split('\n')
    .flatMap((line, index, all) => (/claude /.test(line) ? [line, all[index + 1]] : []));
  expect(claude).toContain(`ACP: ${bin}/claude-agent-acp 0.49.0`);
  expect(claudeCan).toContain('signed in by ANTHROPIC_API_KEY; goes on with its sessions; tells what it costs');
  expect(page).toContain(`ACP: ${bin}/codex-acp 2.6.0`);
  expect(page).toMatch(/signed in by ~\/\.codex\/auth\.json; goes on with its sessions; tells no price/);
  expect(page).toContain('gemini     not installed: npm install -g @google/gemini-cli');
  expect(page).toContain('openai     there is no key for the provider openai: OPENAI_API_KEY is not set');
  expect(page).toMatch(/A spec that names none gets codex: `defaults\.provider`, or CHANT_PROVIDER, says so\n$/);
  expect(page).not.toContain('sk-secret');
});

test('agents says how to sign in where nothing is found, and does not count a key that the agent would not see', async () => {
  const repo = makeChantRepo();
  const { bin, home } = makeMachine();
  addPackage(bin, 'copilot', '1.0.0');
  const page = await readLine({ cwd: repo.root, env: { PATH: bin, HOME: home, COPILOT_GITHUB_TOKEN: 'x' } }, [
    'agents',
  ]);
  expect(page).toContain('no sign of a sign-in: copilot, then /login');
  expect(page).toContain('A spec that names none gets none');
});

test('agents ID tells what that spec gets, and why', async () => {
  const repo = makeChantRepo({
    '.chant/config.md': '---\ndefaults: { provider: claude }\n---\n',
    '.chant/specs/2026-02-08-010-v7b.md': '---\nprovider: gemini\n---\n\n# Make a\n',
  });
  const { stdout } = await runLine({ cwd: repo.root, env: { PATH: '/nowhere' } }, ['agents', '010', '--json']);
  expect(JSON.parse(stdout)).toMatchObject({
    spec: '2026-02-08-010-v7b',
    choice: { name: 'gemini', why: 'spec' },
  });
});

test('of agents that take turns, agents tells their weights, where each is signed in, and whose turn it is', async () => {
  const { bin, home } = makeMachine();
  addPackage(bin, 'claude-agent-acp', '0.49.0');
  const account = join(home, '.claude-two');
  mkdirSync(account);
  writeFileSync(join(account, '.credentials.json'), '{}');
  const agents = [
    { name: 'one', command: 'claude', max_concurrent: 2, weight: 3 },
    { name: 'two', command: 'claude', env: { CLAUDE_CONFIG_DIR: account } },
    { name: 'three', command: 'claude-gone' },
  ];
  const repo = makeChantRepo({
    '.chant/config.md': `---\n${JSON.stringify({ defaults: { rotation_strategy: 'round-robin' }, parallel: { agents } })}\n---\n`,
    '.chant/store/rotation.json': '{"last_index":0,"last":"one"}',
  });
  const page = await readLine({ cwd: repo.root, env: { PATH: bin, HOME: home } }, ['agents']);
  const lines = page.split('\n');
  const about = (name: string) => lines.slice(lines.findIndex((line) => line.startsWith(`✓ ${name} `))).slice(0, 3);
  expect(about('one')[1]).toContain('no sign of a sign-in');
  expect(about('one')[2]).toMatch(/^ +takes turns with a weight of 3, at work on 0 of 2$/);
  expect(about('two')[1]).toContain('signed in by ~/.claude-two/.credentials.json');
  expect(about('two')[2]).toMatch(/^ +takes turns, at work on 0$/);
  expect(about('three')[0]).toContain('claude: its program is not on the PATH');
  // With the weights 3, 1, 1 a round is: one one two one three, from the first turn on.
  expect(page).toMatch(/A spec that names none gets \w+: round-robin: next after one\n$/);
});

test('agents ID of a spec that is not there ends with 4', async () => {
  const repo = makeChantRepo();
  expect(await runLine({ cwd: repo.root, env: { PATH: '/nowhere' } }, ['agents', '777'])).toMatchObject({
    exitCode: 4,
  });
});
