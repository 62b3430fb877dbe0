// The table: what is measured, against what, and where the bar is.
import path from 'node:path';
import { inTurns, median, peakMemory } from './measure.mjs';
import { addQuickSpec, changeAllSpecs, makeSpecRepository, makeWorkRepository, quickSpecId } from './worlds.mjs';

/**
 * @typedef {{ folder: string, env: NodeJS.ProcessEnv }} World
 * @typedef {{ what: string, unit: 'times' | 'ms' | 'MB', bar: number, value: number, note: string }} Row
 */

const chant = path.resolve(import.meta.dirname, '../dist/chant.cjs');
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

/**
 * @param {World} world
 * @returns {Row}
 */
function workAgainstGit(world) {
  const rounds = 9;
  const [plain, worked] = ['by-hand', 'by-chant'].map((name) => makeWorkRepository(world.folder, world.env, name));
  if (!plain || !worked) throw new Error('two repositories were asked for');
  let current = 0;
  const hand = {
    get argv() {
      return ['sh', '-c', byHand, 'sh', `round ${current}`];
    },
    cwd: plain,
    env: world.env,
    prepare: (/** @type {number} */ round) => {
      current = round;
    },
  };
  const work = {
    get argv() {
      return [process.execPath, chant, 'work', quickSpecId(current)];
    },
    cwd: worked,
    env: world.env,
    prepare: (/** @type {number} */ round) => addQuickSpec(worked, world.env, round),
  };
  const times = inTurns(hand, work, rounds);
  const more = times.measured.map((time, index) => time - (times.baseline[index] ?? Number.NaN));
  const note = `${ms(times.measured)} against ${ms(times.baseline)}, ${rounds} rounds`;
  return { what: 'work, more than the git commands by hand', unit: 'ms', bar: 400, value: median(more), note };
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
  yield workAgainstGit(world);
  const peaks = [1, 2, 3].map((round) => {
    changeAllSpecs(many, 100 + round);
    return peakMemory({ argv: [process.execPath, chant, 'list'], cwd: many, env: world.env }, world.folder);
  });
  const note = 'worst of 3, all specs changed before each';
  yield { what: 'peak memory of list, 10,000 specs', unit: 'MB', bar: 200, value: Math.max(...peaks), note };
}
