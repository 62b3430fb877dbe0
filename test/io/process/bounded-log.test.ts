import { mkdtempSync, readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { openBoundedLog } from '../../../src/io/process/bounded-log.ts';

function open(limit: number) {
  const file = path.join(mkdtempSync(path.join(os.tmpdir(), 'log-')), 'agent.log');
  const log = openBoundedLog(file, limit);
  if (!log.ok) throw new Error(log.failure.reason);
  return { log: log.value, read: () => readFileSync(file, 'utf8') };
}

test('words are gathered and are on disk a moment later, without another word', async () => {
  const { log, read } = open(1000);
  for (const word of ['one ', 'two ', 'three']) log.write(Buffer.from(word));
  expect(read()).toBe('');
  await expect.poll(read).toBe('one two three');
  log.close();
});

test('much is written at once, and beyond the limit it is counted', () => {
  const { log, read } = open(100_000);
  log.write(Buffer.alloc(70_000, 'x'));
  expect(read()).toHaveLength(70_000);
  log.write(Buffer.alloc(70_000, 'y'));
  expect(log.bytes()).toBe(140_000);
  log.close();
  expect(read()).toHaveLength(100_000 + '\n[40000 more bytes were left out]\n'.length);
  expect(read()).toMatch(/\n\[40000 more bytes were left out\]\n$/);
});

test('a block that is filled again after it was offered changes nothing', () => {
  const { log, read } = open(1000);
  const block = Buffer.from('first');
  log.write(block);
  block.fill('x');
  log.close();
  expect(read()).toBe('first');
});
