import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Failure } from '../../core/failure.ts';
import { err, ok, type Result } from '../../core/result.ts';

/**
 * Makes the folder of a demo and gives its absolute path back: `dir`, which must be empty where it is there already,
 * or a fresh one under the temp folder. Failures: bad-argument, file-trouble.
 */
export function makeDemoFolder(dir: string | null): Result<string, Failure> {
  const wanted = dir ?? path.join(os.tmpdir(), 'chant-demo-');
  try {
    if (dir === null) return ok(realpathSync(mkdtempSync(wanted)));
    mkdirSync(dir, { recursive: true });
    if (readdirSync(dir).length > 0) {
      const expected = 'a folder that is empty, or not there yet';
      return err({ kind: 'bad-argument', argument: '[dir]', value: dir, expected, suggestion: null });
    }
    return ok(realpathSync(dir));
  } catch (cause) {
    return trouble('create', wanted, cause);
  }
}

/** Copies a folder that ships with chant into `to`. Failure: file-trouble. */
export function copyShipped(from: string, to: string): Result<void, Failure> {
  try {
    cpSync(from, to, { recursive: true, errorOnExist: true, force: false });
    return ok(undefined);
  } catch (cause) {
    return trouble('create', to, cause);
  }
}

/** The text of a file that ships with chant. Failure: file-trouble. */
export function readShipped(file: string): Result<string, Failure> {
  try {
    return ok(readFileSync(file, 'utf8'));
  } catch (cause) {
    return trouble('read', file, cause);
  }
}

/** Writes a file of the demo that chant makes; its folder is made too. Failure: file-trouble. */
export function writeDemoFile(file: string, text: string): Result<void, Failure> {
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
    return ok(undefined);
  } catch (cause) {
    return trouble('write', file, cause);
  }
}

function trouble(action: string, file: string, cause: unknown): Result<never, Failure> {
  if (!(cause instanceof Error) || !('code' in cause)) throw cause;
  return err({ kind: 'file-trouble', action, path: file, reason: String(cause.code) });
}
