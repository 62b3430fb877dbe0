#!/usr/bin/env node
// The door of every `npm run`: makes a fresh checkout usable, says in one line what it does, then runs the task.
// Plain Node without dependencies, because it runs before there are any; and in syntax that an old Node can read,
// because it is the one that tells the user that their Node is too old.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const at = (/** @type {string[]} */ ...parts) => path.join(root, ...parts);
const vitest = 'node_modules/vitest/vitest.mjs';

/**
 * What can be run. `build`: the task uses dist/. `also`: it uses what is installed there. `here`: paths in its arguments are the caller's, not the checkout's.
 * @type {Record<string, { argv: string[], build: boolean, also?: 'contract' | 'agents', here?: boolean }>}
 */
const tasks = {
  demo: { argv: [at('dist', 'chant.cjs'), 'demo'], build: true, here: true },
  test: { argv: [vitest, 'run'], build: true, also: 'contract' },
  'test:agents': { argv: ['scripts/run-agents.mjs'], build: true, also: 'agents' },
  soak: { argv: [vitest, 'run', '--config', 'vitest.soak.config.ts'], build: true },
  check: { argv: ['scripts/check.mjs'], build: true },
  bench: { argv: ['bench/run.mjs'], build: true },
  build: { argv: ['-e', ''], build: true },
  contract: { argv: ['-e', ''], build: false, also: 'contract' },
};

/** What the bundle is made of: dist/ is stale when any of these is newer. */
const sources = ['src', 'prompts', 'templates', 'examples', 'rolldown.config.js', 'package.json', 'package-lock.json'];

class Trouble extends Error {}

/** @param {string} line */
function say(line) {
  process.stderr.write(`${line}\n`);
}

/** Refuses a Node below the `engines` floor and a machine without git, in words. */
function requireNodeAndGit() {
  const floor = String(JSON.parse(readFileSync(at('package.json'), 'utf8')).engines.node).replace(/[^0-9.]/g, '');
  const [major = 0, minor = 0] = floor.split('.').map(Number);
  const [haveMajor = 0, haveMinor = 0] = process.versions.node.split('.').map(Number);
  if (haveMajor < major || (haveMajor === major && haveMinor < minor)) {
    throw new Trouble(
      `chant needs Node ${floor} or newer; this is Node ${process.versions.node}.\nInstall a newer one from https://nodejs.org and run the command again.`,
    );
  }
  try {
    execFileSync('git', ['--version'], { stdio: 'ignore' });
  } catch {
    throw new Trouble(
      'chant needs git, and there is no program of that name on the PATH.\nInstall it (https://git-scm.com/downloads) and run the command again.',
    );
  }
}

/**
 * The time of the newest file or folder in a tree, in ms; 0 where there is none.
 * Folders count too: a file that was deleted changes only its folder.
 * @param {string} name
 * @returns {number}
 */
function newest(name) {
  const stat = statSync(name, { throwIfNoEntry: false });
  if (!stat) return 0;
  if (!stat.isDirectory()) return stat.mtimeMs;
  return readdirSync(name).reduce((time, child) => Math.max(time, newest(path.join(name, child))), stat.mtimeMs);
}

/**
 * What is installed: chant's own folder, and those of tests that need much. Agents come by `npm install`, which takes
 * the versions of the lock file, too, and does not mind when a mirror lacks their builds for other systems.
 */
const installs = {
  main: { folder: root, what: 'what chant is built with', by: ['ci'] },
  contract: { folder: at('test', 'contract'), what: "the forges' own descriptions for the contract tests", by: ['ci'] },
  agents: {
    folder: at('test', 'agents', 'installed'),
    what: 'the coding agents that the tests run',
    by: ['install', '--no-save'],
  },
};

/** @param {{ folder: string }} place */
const stampOf = ({ folder }) => path.join(folder, 'node_modules', '.chant-installed');

/**
 * @param {{ folder: string }} place
 * @returns {string}
 */
function lockHash({ folder }) {
  return createHash('sha256')
    .update(readFileSync(path.join(folder, 'package-lock.json')))
    .digest('hex');
}

/**
 * @param {{ folder: string }} place
 * @returns {boolean}
 */
function needsInstall(place) {
  // npm writes this file last: without it an installation was interrupted.
  const finished = path.join(place.folder, 'node_modules', '.package-lock.json');
  const stamp = stampOf(place);
  if (!existsSync(finished)) return true;
  if (existsSync(stamp)) return readFileSync(stamp, 'utf8').trim() !== lockHash(place);
  // Somebody ran npm by hand: believe it when that was after the last change of the lock file.
  if (statSync(finished).mtimeMs + 1000 < statSync(path.join(place.folder, 'package-lock.json')).mtimeMs) return true;
  writeFileSync(stamp, `${lockHash(place)}\n`);
  return false;
}

/**
 * The first and the last lines of a long text: npm says what is wrong first and where its log is last.
 * @param {string} text
 */
function shorten(text) {
  const lines = text.split('\n');
  return lines.length <= 30 ? text : [...lines.slice(0, 15), '...', ...lines.slice(-10)].join('\n');
}

/** @param {{ folder: string, what: string, by: string[] }} place */
function install(place) {
  say(`Installing ${place.what} (npm ${place.by[0]}) ...`);
  const args = [...place.by, '--include=dev', '--ignore-scripts', '--no-audit', '--no-fund'];
  const execpath = process.env['npm_execpath'];
  const npm = execpath?.endsWith('js') ? [process.execPath, execpath] : ['npm'];
  const [program = 'npm', ...rest] = [...npm, ...args];
  const run = spawnSync(program, rest, {
    cwd: place.folder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 64 * 1024 * 1024,
    shell: process.platform === 'win32' && program === 'npm',
  });
  if (run.status !== 0) {
    const said = `${run.stdout ?? ''}${run.stderr ?? ''}${run.error ? run.error.message : ''}`.trim();
    throw new Trouble(
      `${shorten(said)}\n\nnpm ${place.by[0]} failed; above is what it said. What usually helps:\n` +
        '  - no network, or a proxy: `npm ping` must succeed; set the registry with `npm config set registry URL`\n' +
        '  - a half-made node_modules: delete the folder and run the command again\n' +
        '  - no npm: it comes with Node from https://nodejs.org',
    );
  }
  writeFileSync(stampOf(place), `${lockHash(place)}\n`);
}

const programs = ['chant.cjs', 'replay-agent.cjs', 'embedded-agent.cjs'];

/** @returns {boolean} */
function needsBuild() {
  const built = programs.map((name) => statSync(at('dist', name), { throwIfNoEntry: false }));
  const oldest = Math.min(...built.map((stat) => stat?.mtimeMs ?? 0));
  return sources.some((name) => newest(at(name)) > oldest);
}

/** Builds beside dist/ and changes places at the end: a chant that is running keeps a whole dist/ until then. */
function build() {
  say('Building chant ...');
  const started = new Date();
  const fresh = at('.cache', `build-${process.pid}`);
  const old = at('.cache', `old-${process.pid}`);
  const argv = ['node_modules/rolldown/bin/cli.mjs', '-c', 'rolldown.config.js', '--dir', fresh];
  const run = spawnSync(process.execPath, argv, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  if (run.status !== 0) {
    rmSync(fresh, { recursive: true, force: true });
    throw new Trouble(`${run.stdout}${run.stderr}\nThe build failed: the source in this checkout does not compile.`);
  }
  // A file that was edited while the build ran must make it stale.
  for (const name of programs) utimesSync(path.join(fresh, name), started, started);
  chmodSync(path.join(fresh, 'chant.cjs'), 0o755);
  if (existsSync(at('dist'))) renameSync(at('dist'), old);
  renameSync(fresh, at('dist'));
  rmSync(old, { recursive: true, force: true });
}

const lock = at('.cache', 'ensure.lock');

/** Was the lock taken just now, so that its pid may not be written yet? */
function isYoung() {
  const stat = statSync(lock, { throwIfNoEntry: false });
  return stat !== undefined && Date.now() - stat.mtimeMs < 500;
}

/** Is the process that holds the lock still there? */
function holderLives() {
  try {
    const pid = Number(readFileSync(path.join(lock, 'pid'), 'utf8'));
    // 0 would be this process's own group: a file that was made and not yet written.
    if (pid > 0) process.kill(pid, 0);
    return pid > 0 || isYoung();
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM') return true;
    return isYoung();
  }
}

/**
 * One installation and one build at a time: two `npm test` in one checkout wait for each other.
 * @param {() => void} action
 */
function alone(action) {
  mkdirSync(at('.cache'), { recursive: true });
  for (;;) {
    try {
      mkdirSync(lock);
      break;
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
      if (!holderLives()) rmSync(lock, { recursive: true, force: true });
      else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
    }
  }
  try {
    writeFileSync(path.join(lock, 'pid'), String(process.pid));
    action();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

/** @param {{ folder: string, what: string, by: string[] }} place */
function ensureInstalled(place) {
  if (needsInstall(place)) alone(() => needsInstall(place) && install(place));
}

/**
 * Installs and builds what is missing or stale; does nothing, quickly, when nothing is.
 * @param {boolean} withBuild
 * @param {'contract' | 'agents'} [also]
 */
export function ensure(withBuild, also) {
  requireNodeAndGit();
  ensureInstalled(installs.main);
  if (also !== undefined && existsSync(installs[also].folder)) ensureInstalled(installs[also]);
  if (withBuild && needsBuild()) alone(() => needsBuild() && build());
}

/**
 * Runs a task with the caller's terminal and gives its exit status back. Ctrl-C reaches the child by itself.
 * @param {string[]} argv
 * @param {string} cwd
 */
function runTask(argv, cwd) {
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, () => {});
  const child = spawn(process.execPath, argv, { cwd, stdio: 'inherit' });
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? (signal === 'SIGINT' ? 130 : 1);
  });
}

/** @param {string[]} argv */
function main(argv) {
  const [name = '', ...args] = argv;
  const task = tasks[name];
  if (!task) throw new Trouble(`usage: node scripts/ensure.mjs <${Object.keys(tasks).join('|')}> [arguments]`);
  ensure(task.build, task.also);
  runTask([...task.argv, ...args], task.here ? (process.env['INIT_CWD'] ?? root) : root);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    main(process.argv.slice(2));
  } catch (error) {
    if (!(error instanceof Trouble)) throw error;
    say(error.message);
    process.exitCode = 1;
  }
}
