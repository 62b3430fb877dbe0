import { expect, test } from 'vitest';
import { readCalmly } from '../../../src/io/process/read-calmly.ts';
import { startProcess } from '../../../src/io/process/start-process.ts';

/** Reads all that a Node program prints; a clock that stands still gives no credit back. */
async function read(script: string): Promise<{ pieces: number; text: string }> {
  const argv = [process.execPath, '-e', script];
  const started = await startProcess({ argv, cwd: '/', env: {}, stdin: 'ignore', readsAhead: false });
  if (!started.ok) throw new Error(started.failure.reason);
  const read: Buffer[] = [];
  for await (const piece of readCalmly(started.value, () => 0)) read.push(piece);
  return { pieces: read.length, text: Buffer.concat(read).toString('utf8') };
}

test('who prints a little all the time is read a few times, and whole', async () => {
  const talker = `let n = 0; const timer = setInterval(() => {
    process.stdout.write(n + '\\n'); if (++n === 400) clearInterval(timer); }, 2);`;
  const { pieces, text } = await read(talker);
  expect(text).toBe(Array.from({ length: 400 }, (_, n) => `${n}\n`).join(''));
  // A machine that is busy makes fewer pieces, never more.
  expect(pieces).toBeLessThan(100);
});

test('a flood comes whole, and so does a last word without a line feed', async () => {
  const { text } = await read(`process.stdout.write('x'.repeat(3e6)); process.stdout.write('end');`);
  expect(text).toBe(`${'x'.repeat(3e6)}end`);
});
