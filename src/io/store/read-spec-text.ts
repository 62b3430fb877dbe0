import { isUtf8 } from 'node:buffer';
import { closeSync, constants, openSync, readFileSync, readSync, type Stats, statSync } from 'node:fs';
import type { Problem } from '../../core/problem.ts';
import { readCode } from './file-trouble.ts';

/** Nothing that a person wrote is larger; reading it whole would hurt every other spec. */
const largest = 8 * 1024 * 1024;

/** What stands in a spec's place on disk. */
export type SpecText =
  | { readonly kind: 'text'; readonly text: string }
  /** `rule` as in `Problem`. */
  | { readonly kind: 'bad'; readonly rule: string; readonly message: string };

/** Reads a file that ought to be a spec. `stats` are those of the file, links followed; null where there is none. */
export function readSpecText(file: string, stats: Stats | null): SpecText {
  if (stats === null) return bad('unreadable-file', 'this link leads nowhere, or the file cannot be reached');
  // A named pipe would be waited on for ever.
  if (!stats.isFile()) return bad('unreadable-file', stats.isDirectory() ? 'this is a folder' : 'this is not a file');
  if (stats.size > largest) return bad('unreadable-file', `larger than ${largest / 1024 / 1024} MiB`);
  try {
    const bytes = readBytes(file, stats.size);
    const text = bytes.toString('utf8');
    // Only text in which something was replaced may have been no text.
    const whole = !text.includes('\uFFFD') || isUtf8(bytes);
    return whole ? { kind: 'text', text } : bad('invalid-utf8', 'not UTF-8 text: save the file as UTF-8');
  } catch (cause) {
    return bad('unreadable-file', `cannot be read: ${readCode(cause)}`);
  }
}

/** Where files are read to before they become text: nearly every spec fits, and 10,000 need no memory of their own. */
let desk: Buffer | null = null;

/** All bytes of a file that was so large a moment ago. They are good until the next file is read. */
function readBytes(file: string, size: number): Buffer {
  desk ??= Buffer.allocUnsafeSlow(64 * 1024);
  if (size >= desk.length) return readFileSync(file);
  const handle = openSync(file, constants.O_RDONLY);
  try {
    const read = readSync(handle, desk, 0, desk.length, null);
    // Fewer than it had: it was cut, or the file system gives it in pieces. All of them: it has grown meanwhile.
    return read < size || read === desk.length ? readFileSync(file) : desk.subarray(0, read);
  } finally {
    closeSync(handle);
  }
}

/** Stats with links followed; null where nothing can be reached. */
export function readStats(file: string): Stats | null {
  try {
    return statSync(file, { throwIfNoEntry: false }) ?? null;
  } catch (cause) {
    readCode(cause);
    return null;
  }
}

/** What is wrong with a spec whose file cannot be read; `path` as `Spec.path`. */
export function buildUnreadable(path: string, { rule, message }: Extract<SpecText, { kind: 'bad' }>): Problem {
  return { severity: 'error', rule, message, file: path, line: 1, suggestion: null };
}

function bad(rule: string, message: string): SpecText {
  return { kind: 'bad', rule, message };
}
