import fs from 'node:fs';
import type { Failure } from '../../core/failure.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { errorReason } from '../process/error-reason.ts';

/** Makes an empty folder for chant alone, in a session folder; with a number behind its name where that is taken. */
export function makeFolder(wanted: string): Result<string, Failure> {
  for (let number = 1; ; number++) {
    const folder = number === 1 ? wanted : `${wanted}-${number}`;
    try {
      fs.mkdirSync(folder, { mode: 0o700 });
      return ok(folder);
    } catch (cause) {
      const code = errorReason(cause);
      if (code !== 'EEXIST') return err({ kind: 'file-trouble', action: 'create', path: folder, reason: code });
    }
  }
}

/** A folder that an earlier attempt has made there; a fresh one where it is gone, or something else stands in its place. */
export function reuseFolder(wanted: string): Result<string, Failure> {
  return fs.lstatSync(wanted, { throwIfNoEntry: false })?.isDirectory() === true ? ok(wanted) : makeFolder(wanted);
}
