import { isUtf8 } from 'node:buffer';
import { closeSync, constants, fstatSync, openSync, readFileSync, readSync, type Stats, statSync } from 'node:fs';
import type { Problem } from '../../core/problem.ts';
import { readCode } from './file-trouble.ts';

/** Nothing that a person wrote is larger; reading it whole would hurt every other spec. */
const largest = 8 * 1024 * 1024;

/** What stands in a spec's place on disk. */
export type SpecText =
  | { readonly kind: 'text'; readonly text: string }
  /** `rule` as in `Problem`. */
  | { readonly kind: 'bad'; readonly rule: string; readonly message: string };

/** A file that was looked at and read in one go. */
export interface OpenedSpec {
  readonly stats: Stats;
  readonly found: SpecText;
}

/**
 * Looks at a spec and reads it: what `readStats` and `readSpecText` give, with one way through the folders less. null
 * for all that is no usual file; those two know about it.
 */
export function openSpec(file: string): OpenedSpec | null {
  let handle: number | null = null;
  try {
    handle = openUnheld(file);
    const stats = fstatSync(handle);
    desk ??= Buffer.allocUnsafeSlow(deskBytes);
    if (!stats.isFile() || stats.size >= deskBytes) return null;
    const read = readSync(handle, desk, 0, deskBytes, null);
    if (read < stats.size || read === deskBytes) return null;
    return { stats, found: toText(desk, read) };
  } catch (cause) {
    readCode(cause);
    return null;
  } finally {
    if (handle !== null) closeSync(handle);
  }
}

/** A named pipe is not waited for, and no terminal becomes that of this process. Windows has neither. */
const unheld = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOCTTY ?? 0);

/** Linux writes down when a file that was changed is read for the first time, a sixth of the time that it takes. */
let unseen = constants.O_NOATIME ?? 0;

function openUnheld(file: string): number {
  try {
    return openSync(file, unheld | unseen);
  } catch (cause) {
    // Only the owner of a file may leave that time alone.
    if (readCode(cause) !== 'EPERM' || unseen === 0) throw cause;
    unseen = 0;
    return openSync(file, unheld);
  }
}

/** Reads a file that ought to be a spec. `stats` are those of the file, links followed; null where there is none. */
export function readSpecText(file: string, stats: Stats | null): SpecText {
  if (stats === null) return bad('unreadable-file', 'this link leads nowhere, or the file cannot be reached');
  // A named pipe would be waited on for ever.
  if (!stats.isFile()) return bad('unreadable-file', stats.isDirectory() ? 'this is a folder' : 'this is not a file');
  if (stats.size > largest) return bad('unreadable-file', `larger than ${largest / 1024 / 1024} MiB`);
  try {
    const bytes = readBytes(file, stats.size);
    return toText(bytes, bytes.length);
  } catch (cause) {
    return bad('unreadable-file', `cannot be read: ${readCode(cause)}`);
  }
}

function toText(bytes: Buffer, length: number): SpecText {
  const text = bytes.toString('utf8', 0, length);
  // Only text in which something was replaced may have been no text.
  const whole = !text.includes('\uFFFD') || isUtf8(bytes.subarray(0, length));
  return whole ? { kind: 'text', text } : bad('invalid-utf8', 'not UTF-8 text: save the file as UTF-8');
}

/** Where files are read to before they become text: nearly every spec fits, and 10,000 need no memory of their own. */
let desk: Buffer | null = null;
const deskBytes = 64 * 1024;

/** All bytes of a file that was so large a moment ago. They are good until the next file is read. */
function readBytes(file: string, size: number): Buffer {
  desk ??= Buffer.allocUnsafeSlow(deskBytes);
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
