// The repositories that the benchmark runs in, made anew in a temp folder.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * An environment with an empty HOME and a git that knows nobody else's configuration.
 * @param {string} folder
 * @returns {NodeJS.ProcessEnv}
 */
export function makeEnvironment(folder) {
  const home = path.join(folder, 'home');
  const temp = path.join(folder, 'tmp');
  mkdirSync(home);
  mkdirSync(temp);
  const config = path.join(home, '.gitconfig');
  writeFileSync(config, '[user]\n\tname = Bench\n\temail = bench@example.com\n[init]\n\tdefaultBranch = main\n');
  const { PATH, SystemRoot } = process.env;
  return { PATH, SystemRoot, HOME: home, TMPDIR: temp, GIT_CONFIG_GLOBAL: config, GIT_CONFIG_NOSYSTEM: '1' };
}

/**
 * @param {string} cwd
 * @param {NodeJS.ProcessEnv} env
 * @param {string[]} argv
 */
function git(cwd, env, argv) {
  execFileSync('git', argv, { cwd, env, stdio: ['ignore', 'ignore', 'pipe'] });
}

/**
 * The text of the n-th made-up spec: every status, labels, dependencies and criteria come up.
 * @param {number} n
 */
function specText(n) {
  const status = ['pending', 'completed', 'completed', 'failed', 'pending'][n % 5];
  const after = n % 7 === 0 && n > 0 ? `depends_on: [${specId(n - 1)}]\n` : '';
  const labels = `labels: [area-${n % 12}, round-${n % 3}]`;
  const body = `# Make part ${n} do what its page says\n\n${'The part is described on its page; nothing else may change. '.repeat(6)}\n`;
  const criteria = `\n## Acceptance Criteria\n\n- [ ] part ${n} does it\n- [ ] its page says so\n`;
  return `---\ntype: code\nstatus: ${status}\n${labels}\n${after}target_files:\n  - src/part-${n}.js\n---\n\n${body}${criteria}`;
}

/**
 * @param {number} n
 * @returns {string}
 */
function specId(n) {
  const day = String(1 + (Math.floor(n / 400) % 28)).padStart(2, '0');
  const sequence = (1 + (n % 400)).toString(36).padStart(3, '0');
  const tail = ((n * 7919) % 46656).toString(36).padStart(3, '0');
  return `2026-01-${day}-${sequence}-${tail}`;
}

/**
 * A repository with so many specs.
 * @param {string} folder
 * @param {NodeJS.ProcessEnv} env
 * @param {number} count
 * @returns {string} its path
 */
export function makeSpecRepository(folder, env, count) {
  const repository = path.join(folder, `specs-${count}`);
  const specs = path.join(repository, '.chant', 'specs');
  mkdirSync(specs, { recursive: true });
  writeFileSync(path.join(repository, '.chant', 'config.md'), '---\nproject:\n  name: bench\n---\n');
  for (let n = 0; n < count; n += 1) writeFileSync(path.join(specs, `${specId(n)}.md`), specText(n));
  git(repository, env, ['init', '-q']);
  git(repository, env, ['add', '-A']);
  git(repository, env, ['commit', '-qm', 'specs']);
  return repository;
}

/**
 * Changes every spec of a repository, so that nothing that was remembered about them holds.
 * @param {string} repository
 * @param {number} round
 */
export function changeAllSpecs(repository, round) {
  const specs = path.join(repository, '.chant', 'specs');
  for (const name of readdirSync(specs)) {
    const file = path.join(specs, name);
    const text = readFileSync(file, 'utf8').replace(/\n<!-- \d+ -->\n$/, '');
    writeFileSync(file, `${text}\n<!-- ${round} -->\n`);
  }
}

/** Says something, then writes one file. */
export const quickAgent = {
  kind: 'command',
  command: ['sh', '-c', 'echo the first byte; echo $CHANT_SPEC_ID > out.txt'],
};

/** Where an agent works; both are written out, so that the row does not depend on the machine. */
export const inWorktree = 'isolation: worktree, sandbox: none';
export const inSandbox = 'sandbox: bwrap';

/**
 * A repository of 1,000 files and an agent.
 * @param {string} folder
 * @param {NodeJS.ProcessEnv} env
 * @param {{ name: string, workspace?: string, agent?: { kind: string, command: string[] } }} options
 * @returns {string} its path
 */
export function makeWorkRepository(folder, env, { name, workspace = inWorktree, agent = quickAgent }) {
  const repository = path.join(folder, name);
  mkdirSync(path.join(repository, '.chant', 'specs'), { recursive: true });
  const { kind, command } = agent;
  const provider = `defaults: { provider: mine }\nproviders: { mine: { kind: ${kind}, command: ${JSON.stringify(command)} } }\n`;
  const config = `---\nproject: { name: bench }\n${provider}workspace: { ${workspace} }\n---\n`;
  writeFileSync(path.join(repository, '.chant', 'config.md'), config);
  writeFileSync(path.join(repository, '.chant', '.gitignore'), 'runs/\ncache/\nagents.md\n');
  for (let n = 0; n < 1000; n += 1) {
    const part = path.join(repository, 'src', `part-${n % 20}`);
    mkdirSync(part, { recursive: true });
    writeFileSync(path.join(part, `file-${n}.js`), `export const n${n} = ${n};\n`.repeat(20));
  }
  git(repository, env, ['init', '-q']);
  git(repository, env, ['add', '-A']);
  git(repository, env, ['commit', '-qm', 'a thousand files']);
  return repository;
}

/**
 * Adds a spec for the quick agent, and commits it as a user would.
 * @param {string} repository
 * @param {NodeJS.ProcessEnv} env
 * @param {number} round
 */
export function addQuickSpec(repository, env, round) {
  const id = quickSpecId(round);
  const text = '---\ntarget_files: [out.txt]\n---\n\n# Write the file\n';
  writeFileSync(path.join(repository, '.chant', 'specs', `${id}.md`), text);
  git(repository, env, ['add', '-A']);
  git(repository, env, ['commit', '-qm', `spec ${round}`]);
}

/**
 * @param {number} round
 * @returns {string}
 */
export function quickSpecId(round) {
  return `2026-01-01-${String(round + 1).padStart(3, '0')}-abc`;
}
