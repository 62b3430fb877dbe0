// Runs a program and says, in ms on standard output, when it said what its agent says first.
import { spawn } from 'node:child_process';

const mark = 'the first byte';
const [file = '', ...args] = process.argv.slice(2);
const started = performance.now();
const child = spawn(file, args, { stdio: ['ignore', 'pipe', 'inherit'] });
let said = '';
let ms = Number.NaN;
child.stdout.setEncoding('utf8').on('data', (/** @type {string} */ text) => {
  said = (said + text).slice(-10_000);
  if (Number.isNaN(ms) && said.includes(mark)) ms = performance.now() - started;
});
child.on('close', (status) => {
  if (status !== 0 || Number.isNaN(ms)) {
    process.stderr.write(said);
    process.exit(status || 1);
  }
  process.stdout.write(`${ms}\n`);
});
