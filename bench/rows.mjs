// The table: what is measured, against what, and where the bar is.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { inTurns, median, ownUse, printedInTurns } from './measure.mjs';
import {
  addQuickSpec,
  changeAllSpecs,
  inSandbox,
  inWorktree,
  makeSpecRepository,
  makeWorkRepository,
  quickSpecId,
} from './worlds.mjs';

/**
 * @typedef {{ folder: string, env: NodeJS.ProcessEnv }} World
 * @typedef {{ what: string, unit: 'times' | 'ms' | 'MB' | '%', bar: number, value: number, note: string }} Row
 */

const chant = path.resolve(import.meta.dirname, '../dist/chant.cjs');
const firstByte = path.join(import.meta.dirname, 'first-byte.mjs');
const ms = (/** @type {number[]} */ times) => `${median(times).toFixed(0)} ms`;

/**
 * A row that compares a chant command with `node -e 0`.
 * @param {World} world
 * @param {{ what: string, bar: number, argv: string[], cwd: string, rounds: number, prepare?: (round: number) => void }} options
 * @returns {Row}
 */
function againstNode(world, { what, bar, argv, cwd, rounds, prepare }) {
  const nothing = { argv: [process.execPath, '-e', '0'], cwd, env: world.env };
  const command = { argv: [process.execPath, chant, ...argv], cwd, env: world.env };
  const times = inTurns(nothing, prepare ? { ...command, prepare } : command, rounds);
  const ratios = times.measured.map((time, index) => time / (times.baseline[index] ?? Number.NaN));
  return {
    what,
    unit: 'times',
    bar,
    value: median(ratios),
    note: `${ms(times.measured)} against ${ms(times.baseline)}, ${rounds} rounds`,
  };
}

/** The git commands that somebody types who does by hand what `chant work` does. Fails on the first that fails. */
const byHand = `
set -e
git worktree add -q -b by-hand "$TMPDIR/by-hand" main
(cd "$TMPDIR/by-hand" && echo "$1" > out.txt && git add -A && git commit -qm "work")
git merge -q --no-ff -m "merge" by-hand
git worktree remove "$TMPDIR/by-hand"
git branch -q -d by-hand
`;

/** Whether bubblewrap works here; where it does not its rows are left out. */
function isSandboxThere() {
  return spawnSync('bwrap', ['--ro-bind', '/', '/', '--unshare-all', 'true'], { stdio: 'ignore' }).status === 0;
}

/**
 * `chant work` on a repository of its own; each round has its spec.
 * @param {World} world
 * @param {Parameters<typeof makeWorkRepository>[2]} options
 */
function workOn(world, options) {
  const repository = makeWorkRepository(world.folder, world.env, options);
  let current = 0;
  return {
    get argv() {
      return [process.execPath, chant, 'work', quickSpecId(current)];
    },
    cwd: repository,
    env: world.env,
    prepare: (/** @type {number} */ round) => {
      current = round;
      addQuickSpec(repository, world.env, round);
    },
  };
}

/**
 * A script that somebody types who does it by hand; its `$1` is another text in every round.
 * @param {World} world
 * @param {{ name: string, script: string }} options
 */
function handOn(world, { name, script }) {
  let current = 0;
  return {
    get argv() {
      return ['sh', '-c', script, 'sh', `round ${current}`];
    },
    cwd: makeWorkRepository(world.folder, world.env, { name }),
    env: world.env,
    prepare: (/** @type {number} */ round) => {
      current = round;
    },
  };
}

/**
 * @param {World} world
 * @param {{ where: string, name: string, workspace: string }} options
 * @returns {Row}
 */
function workAgainstGit(world, { where, name, workspace }) {
  const rounds = 9;
  const hand = handOn(world, { name: `${name}-by-hand`, script: byHand });
  const times = inTurns(hand, workOn(world, { name, workspace }), rounds);
  const more = times.measured.map((time, index) => time - (times.baseline[index] ?? Number.NaN));
  const note = `${ms(times.measured)} against ${ms(times.baseline)}, ${rounds} rounds`;
  return { what: `work ${where}, more than git by hand`, unit: 'ms', bar: 400, value: median(more), note };
}

/** What somebody types to have an agent begin in a worktree of its own. */
const beginByHand = `
set -e
git worktree add -q --detach "$TMPDIR/begin" main
(cd "$TMPDIR/begin" && echo the first byte)
git worktree remove "$TMPDIR/begin"
`;

/**
 * @param {World} world
 * @param {{ where: string, name: string, workspace: string }} options
 * @returns {Row}
 */
function firstByteAgainstGit(world, { where, name, workspace }) {
  const rounds = 9;
  const watched = (/** @type {ReturnType<typeof workOn>} */ program) => ({
    ...program,
    get argv() {
      return [process.execPath, firstByte, ...program.argv];
    },
  });
  const hand = watched(handOn(world, { name: `${name}-by-hand`, script: beginByHand }));
  const times = printedInTurns(hand, watched(workOn(world, { name, workspace })), rounds);
  const more = times.measured.map((time, index) => time - (times.baseline[index] ?? Number.NaN));
  const note = `${ms(times.measured)} against ${ms(times.baseline)}, ${rounds} rounds`;
  return { what: `first byte ${where}, more than git by hand`, unit: 'ms', bar: 250, value: median(more), note };
}

/**
 * chant's own CPU time for each second that an agent talks, less what a run costs that is short.
 * @param {World} world
 * @returns {Row}
 */
function chatter(world) {
  const [short, long] = [1, 16];
  const use = (/** @type {number} */ seconds) => {
    const command = [process.execPath, path.join(import.meta.dirname, 'chatty-agent.mjs'), String(seconds)];
    const agent = { kind: 'claude', command };
    return ownUse(workOn(world, { name: `chatty-${seconds}`, agent }), world.folder).cpu;
  };
  const [before, after] = [use(short), use(long)];
  const value = ((after - before) / ((long - short) * 1000)) * 100;
  const note = `${after.toFixed(0)} ms CPU in ${long} s against ${before.toFixed(0)} ms in ${short} s`;
  return { what: 'CPU of one core, 10,000 events a minute', unit: '%', bar: 2, value, note };
}

/** A gigabyte without a line feed, and one of short lines. */
const floods = [
  "head -c 1073741824 /dev/zero | tr '\\0' x; echo > out.txt",
  'yes "a line as agents print them, neither short nor long" | head -c 1073741824; echo > out.txt',
];

/**
 * @param {World} world
 * @returns {Row}
 */
function flooded(world) {
  const peaks = floods.map((line, index) => {
    const agent = { kind: 'command', command: ['sh', '-c', line] };
    return ownUse(workOn(world, { name: `flood-${index}`, agent }), world.folder).peak;
  });
  const quiet = ownUse(workOn(world, { name: 'no-flood' }), world.folder).peak;
  const note = `one line ${peaks[0]?.toFixed(0)} MB, short lines ${peaks[1]?.toFixed(0)} MB, a quiet agent ${quiet.toFixed(0)} MB`;
  return { what: 'peak memory, an agent prints a gigabyte', unit: 'MB', bar: 150, value: Math.max(...peaks), note };
}

/**
 * Every row, one after the other.
 * @param {World} world
 * @returns {Generator<Row>}
 */
export function* measureRows(world) {
  const few = makeSpecRepository(world.folder, world.env, 100);
  const many = makeSpecRepository(world.folder, world.env, 10_000);
  const list = { argv: ['list'], cwd: many };
  yield againstNode(world, { what: '--version', bar: 1.3, argv: ['--version'], cwd: few, rounds: 21 });
  yield againstNode(world, { what: 'list, 100 specs', bar: 1.9, argv: ['list'], cwd: few, rounds: 21 });
  yield againstNode(world, { ...list, what: 'list, 10,000 specs, again', bar: 4, rounds: 11 });
  const prepare = (/** @type {number} */ round) => changeAllSpecs(many, round);
  yield againstNode(world, { ...list, what: 'list, 10,000 specs, all changed', bar: 14, rounds: 7, prepare });
  yield againstNode(world, { what: 'add', bar: 2.2, argv: ['add', 'Do the thing'], cwd: few, rounds: 21 });
  yield workAgainstGit(world, { where: 'in a worktree', name: 'worktree', workspace: inWorktree });
  yield firstByteAgainstGit(world, { where: 'in a worktree', name: 'first-worktree', workspace: inWorktree });
  if (isSandboxThere()) {
    yield workAgainstGit(world, { where: 'in the sandbox', name: 'sandbox', workspace: inSandbox });
    yield firstByteAgainstGit(world, { where: 'in the sandbox', name: 'first-sandbox', workspace: inSandbox });
  }
  yield chatter(world);
  yield flooded(world);
  const peaks = [1, 2, 3].map((round) => {
    changeAllSpecs(many, 100 + round);
    return ownUse({ argv: [process.execPath, chant, 'list'], cwd: many, env: world.env }, world.folder).peak;
  });
  const note = 'worst of 3, all specs changed before each';
  yield { what: 'peak memory of list, 10,000 specs', unit: 'MB', bar: 200, value: Math.max(...peaks), note };
}
