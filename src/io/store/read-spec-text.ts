import { isUtf8 } from 'node:buffer';
import { readFileSync, type Stats, statSync } from 'node:fs';
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
    // Read as text at once, which is fastest; only text in which something was replaced may have been no text.
    const text = readFileSync(file, 'utf8');
    const whole = !text.includes('\uFFFD') || isUtf8(readFileSync(file));
    return whole ? { kind: 'text', text } : bad('invalid-utf8', 'not UTF-8 text: save the file as UTF-8');
  } catch (cause) {
    return bad('unreadable-file', `cannot be read: ${readCode(cause)}`);
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
