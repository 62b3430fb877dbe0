// Whole processes, measured in turns: A B A B, so that a busy minute of the machine falls on both.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * A program as a user starts it. `prepare` runs before every start and is not measured.
 * @typedef {{ argv: string[], cwd: string, env: NodeJS.ProcessEnv, prepare?: (round: number) => void }} Program
 */

/**
 * Runs a program once, to its end.
 * @param {Program} program
 * @returns {number} ms from start to end
 */
function time(program) {
  return start(program).ms;
}

/**
 * The same, with what it printed.
 * @param {Program} program
 * @returns {{ ms: number, stdout: string }}
 */
function start(program) {
  const [file = '', ...args] = program.argv;
  const started = performance.now();
  const run = spawnSync(file, args, {
    cwd: program.cwd,
    env: program.env,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 256 * 1024 * 1024,
  });
  const ms = performance.now() - started;
  if (run.status !== 0) {
    const said = `${run.stdout ?? ''}${run.stderr ?? ''}`.trim().split('\n').slice(-15).join('\n');
    throw new Error(`${program.argv.join(' ')}\nended with ${run.status ?? run.signal}\n${said}`);
  }
  return { ms, stdout: run.stdout };
}

/**
 * @param {number[]} numbers
 * @returns {number}
 */
export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2;
}

/**
 * Runs both in turns, after one round that does not count.
 * @param {Program} baseline
 * @param {Program} measured
 * @param {number} rounds
 * @returns {{ baseline: number[], measured: number[] }} ms of every round
 */
export function inTurns(baseline, measured, rounds) {
  const times = { baseline: /** @type {number[]} */ ([]), measured: /** @type {number[]} */ ([]) };
  for (let round = 0; round <= rounds; round += 1) {
    baseline.prepare?.(round);
    const first = time(baseline);
    measured.prepare?.(round);
    const second = time(measured);
    if (round === 0) continue;
    times.baseline.push(first);
    times.measured.push(second);
  }
  return times;
}

/**
 * Peak resident memory and CPU time of a Node program alone, without what it starts, asked of the operating system by
 * the program itself as it ends.
 * @param {Program} program
 * @param {string} folder for the hook's note
 * @returns {{ peak: number, cpu: number }} MB and ms
 */
export function ownUse(program, folder) {
  const note = path.join(folder, 'own-use');
  const hook = path.join(import.meta.dirname, 'report-peak.cjs');
  program.prepare?.(0);
  time({ ...program, env: { ...program.env, NODE_OPTIONS: `--require ${JSON.stringify(hook)}`, BENCH_PEAK: note } });
  const { peak, cpu } = JSON.parse(readFileSync(note, 'utf8'));
  return { peak: peak / 1024, cpu: cpu / 1000 };
}

/**
 * What both print, a number each, in turns.
 * @param {Program} baseline
 * @param {Program} measured
 * @param {number} rounds
 * @returns {{ baseline: number[], measured: number[] }}
 */
export function printedInTurns(baseline, measured, rounds) {
  const numbers = { baseline: /** @type {number[]} */ ([]), measured: /** @type {number[]} */ ([]) };
  for (let round = 0; round <= rounds; round += 1) {
    for (const [name, program] of /** @type {const} */ ([
      ['baseline', baseline],
      ['measured', measured],
    ])) {
      program.prepare?.(round);
      const printed = Number(start(program).stdout);
      if (round > 0) numbers[name].push(printed);
    }
  }
  return numbers;
}
