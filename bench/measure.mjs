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
  return ms;
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
 * Peak resident memory of a Node program, asked of the operating system by the program itself as it ends.
 * @param {Program} program
 * @param {string} folder for the hook's note
 * @returns {number} MB
 */
export function peakMemory(program, folder) {
  const note = path.join(folder, 'peak');
  const hook = path.join(import.meta.dirname, 'report-peak.cjs');
  time({ ...program, env: { ...program.env, NODE_OPTIONS: `--require ${JSON.stringify(hook)}`, BENCH_PEAK: note } });
  return Number(readFileSync(note, 'utf8')) / 1024;
}
