import {
  chmodSync,
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { pid } from 'node:process';
import type { FileTrouble } from '../../core/failure.ts';
import { ok, type Result } from '../../core/result.ts';
import { fileTrouble, readCode } from './file-trouble.ts';

/**
 * Replaces a file, or creates it, so that whoever reads sees the old text or the new one and never a part; the new
 * text is on disk when it returns, unless `durable` is false. Keeps the mode. A symlink stays: its target is replaced.
 */
export function writeFileAtomic(
  file: string,
  text: string | Uint8Array,
  options: { readonly durable: boolean } = { durable: true },
): Result<void, FileTrouble> {
  let temporary: string | null = null;
  try {
    const target = followLinks(file);
    temporary = writeTemporary(target, text, options);
    const mode = statSync(target, { throwIfNoEntry: false })?.mode;
    if (mode !== undefined) chmodSync(temporary, mode & 0o777);
    renameSync(temporary, target);
    if (options.durable) syncFolder(path.dirname(target));
    return ok(undefined);
  } catch (cause) {
    if (temporary !== null) rmSync(temporary, { force: true });
    return fileTrouble('write', file, cause);
  }
}

/**
 * Creates a file that must not be there yet, whole at once. Gives back false, and has changed nothing, where the
 * name is taken: of any number of processes that try one name at a time, exactly one gets true.
 */
export function createFileAtomic(file: string, text: string): Result<boolean, FileTrouble> {
  let temporary: string | null = null;
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    temporary = writeTemporary(file, text, { durable: true });
    const created = linkExclusively(temporary, file, text);
    rmSync(temporary, { force: true });
    if (created) syncFolder(path.dirname(file));
    return ok(created);
  } catch (cause) {
    if (temporary !== null) rmSync(temporary, { force: true });
    return fileTrouble('create', file, cause);
  }
}

function linkExclusively(temporary: string, file: string, text: string): boolean {
  try {
    linkSync(temporary, file);
    return true;
  } catch (cause) {
    const code = readCode(cause);
    if (code === 'EEXIST') return false;
    if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'EOPNOTSUPP') throw cause;
  }
  // A file system without hard links (exFAT, some shares): still exclusive, but for an instant the file is empty.
  try {
    writeFileSync(file, text, { flag: 'wx', flush: true });
    return true;
  } catch (cause) {
    if (readCode(cause) === 'EEXIST') return false;
    throw cause;
  }
}

let counter = 0;

/** Beside the target, because a rename works only within one file system. The name is one that no list of specs takes up. */
function writeTemporary(target: string, text: string | Uint8Array, options: { readonly durable: boolean }): string {
  for (;;) {
    counter += 1;
    const temporary = path.join(path.dirname(target), `.${path.basename(target)}.${pid}-${counter}.tmp`);
    const handle = openExclusively(temporary);
    if (handle === null) continue;
    try {
      writeFileSync(handle, text);
      if (options.durable) fsyncSync(handle);
      return temporary;
    } catch (cause) {
      rmSync(temporary, { force: true });
      throw cause;
    } finally {
      closeSync(handle);
    }
  }
}

/** null: the name is taken, by a thread of this process or by what a killed one left behind. */
function openExclusively(file: string): number | null {
  try {
    return openSync(file, 'wx', 0o666);
  } catch (cause) {
    if (readCode(cause) === 'EEXIST') return null;
    throw cause;
  }
}

function followLinks(file: string): string {
  try {
    return realpathSync(file);
  } catch (cause) {
    if (readCode(cause) === 'ENOENT') return file;
    throw cause;
  }
}

/** Makes the new name last through a power cut; some systems cannot, and there is nothing to be done about it. */
function syncFolder(folder: string): void {
  try {
    const handle = openSync(folder, 'r');
    try {
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
  } catch {
    // The file itself is synced already.
  }
}
