import fs from 'node:fs';
import path from 'node:path';
import type { JournalLine } from '../../core/plan/journal.ts';
import { parseJournalLine } from '../../core/plan/parse-journal.ts';

const name = 'journal.jsonl';

/** Adds a line to an attempt's journal; it is on disk when this returns. Throws what `node:fs` throws. */
export function appendJournal(runDir: string, line: JournalLine): void {
  // An agent that deletes the record must not bring the run down with it.
  fs.mkdirSync(runDir, { recursive: true });
  const handle = fs.openSync(path.join(runDir, name), 'a+');
  try {
    // After a crash in the middle of a line the next one starts on its own.
    const { size } = fs.fstatSync(handle);
    const last = Buffer.alloc(1);
    if (size > 0) fs.readSync(handle, last, 0, 1, size - 1);
    const gap = size > 0 && last[0] !== 10 ? '\n' : '';
    fs.writeSync(handle, `${gap}${JSON.stringify(line)}\n`);
    fs.fsyncSync(handle);
  } finally {
    fs.closeSync(handle);
  }
}

/** The lines of an attempt's journal that can be read; none when there is no journal. */
export function readJournal(runDir: string): readonly JournalLine[] {
  let text: string;
  try {
    text = fs.readFileSync(path.join(runDir, name), 'utf8');
  } catch {
    return [];
  }
  return text
    .split('\n')
    .map(parseJournalLine)
    .filter((line) => line !== null);
}
