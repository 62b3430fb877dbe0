import fs from 'node:fs';
import path from 'node:path';
import type { FileTrouble } from '../../core/failure.ts';
import { ok, type Result } from '../../core/result.ts';
import { fileTrouble } from './file-trouble.ts';

/** Writes a file of a run's record (`prompt.md`, `evidence/x.json`), making its folder. */
export function writeRunFile(runDir: string, name: string, content: string | Uint8Array): Result<string, FileTrouble> {
  const file = path.join(runDir, name);
  try {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, content);
    return ok(file);
  } catch (cause) {
    return fileTrouble('write', file, cause);
  }
}

/** Adds to a file of a run's record. A disk that refuses is no reason to stop a run: what is missing is a note. */
export function appendRunFile(runDir: string, name: string, text: string): void {
  try {
    fs.appendFileSync(path.join(runDir, name), text);
  } catch {
    // See above.
  }
}

/** Reads a file of a run's record; null when it is not there. */
export function readRunFile(runDir: string, name: string): Buffer | null {
  try {
    return fs.readFileSync(path.join(runDir, name));
  } catch {
    return null;
  }
}

/** When a file of a run's record was last written, milliseconds since 1970; null when it is not there. */
export function readRunFileTime(runDir: string, name: string): number | null {
  return fs.statSync(path.join(runDir, name), { throwIfNoEntry: false })?.mtimeMs ?? null;
}

/** Copies a file from one attempt's record to another's; nothing where it is not there. */
export function copyRunFile(from: string, to: string, name: string): void {
  const source = path.join(from, name);
  if (fs.existsSync(source)) fs.copyFileSync(source, path.join(to, name));
}
