import fs from 'node:fs';
import path from 'node:path';
import type { FileTrouble } from '../../core/failure.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { errorReason } from '../process/error-reason.ts';

/** Reads a text that somebody named on the command line, relative to where he stands. Failure: file-trouble. */
export function readPlainFile(cwd: string, name: string): Result<string, FileTrouble> {
  const file = path.resolve(cwd, name);
  try {
    return ok(fs.readFileSync(file, 'utf8'));
  } catch (cause) {
    const reason = errorReason(cause);
    return err({ kind: 'file-trouble', action: 'read', path: file, reason });
  }
}
