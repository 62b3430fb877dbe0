import fs from 'node:fs';
import path from 'node:path';
import type { FileTrouble } from '../../core/failure.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { fileTrouble, readCode } from './file-trouble.ts';
import type { Store } from './find-store.ts';
import { locateFile } from './spec-file.ts';

/**
 * Moves the file of a spec, paths as `Spec.path`. It is under its new name before it goes from the old one, and a
 * name that is taken is left alone: a kill leaves it in both places, never in none. Failure: file-trouble.
 */
export function moveSpecFile(store: Store, from: string, to: string): Result<void, FileTrouble> {
  const [source, target] = [locateFile(store, from), locateFile(store, to)];
  try {
    // A link that is moved may lead elsewhere, or nowhere.
    if (!fs.lstatSync(source).isFile())
      return err({ kind: 'file-trouble', action: 'move', path: from, reason: 'it is no plain file' });
    fs.mkdirSync(path.dirname(target), { recursive: true });
    if (!isSameFile(source, target)) placeExclusively(source, target);
    fs.rmSync(source);
    return ok(undefined);
  } catch (cause) {
    return fileTrouble('move', readCode(cause) === 'EEXIST' ? to : from, cause);
  }
}

/** What a kill between the two steps leaves behind. */
function isSameFile(source: string, target: string): boolean {
  const there = fs.lstatSync(target, { throwIfNoEntry: false });
  if (there === undefined || !there.isFile()) return false;
  return fs.readFileSync(source).equals(fs.readFileSync(target));
}

function placeExclusively(source: string, target: string): void {
  try {
    fs.linkSync(source, target);
  } catch (cause) {
    if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP'].includes(readCode(cause))) throw cause;
    // A file system without hard links.
    fs.copyFileSync(source, target, fs.constants.COPYFILE_EXCL);
  }
}
