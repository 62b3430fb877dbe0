import fs from 'node:fs';
import path from 'node:path';
import type { Failure } from '../../core/failure.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { errorReason } from '../process/error-reason.ts';

/**
 * Writes a file of a workspace or its session folder, making its folders. `mode` as for chmod. A link on the way or in
 * its place is refused: an agent may have made it, and it may lead to a file of the user's.
 */
export function writeInside(
  root: string,
  relative: string,
  content: { readonly data: string | Uint8Array; readonly mode?: number },
): Result<string, Failure> {
  const file = path.join(root, relative);
  try {
    const blocked = makePlainFolders(root, path.relative(root, path.dirname(file)));
    if (blocked !== null)
      return err({ kind: 'file-trouble', action: 'write', path: file, reason: `${blocked} is no folder` });
    writePlain(file, content.data);
    if (content.mode !== undefined) fs.chmodSync(file, content.mode);
    return ok(file);
  } catch (cause) {
    const reason = errorReason(cause);
    return err({ kind: 'file-trouble', action: 'write', path: file, reason });
  }
}

function writePlain(file: string, data: string | Uint8Array): void {
  const { O_WRONLY, O_CREAT, O_TRUNC, O_NOFOLLOW } = fs.constants;
  const handle = fs.openSync(file, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW);
  try {
    fs.writeFileSync(handle, data);
  } finally {
    fs.closeSync(handle);
  }
}

/** Makes the folders that are missing; gives the first thing on the way that is no folder itself, or null. */
function makePlainFolders(root: string, relative: string): string | null {
  let folder = root;
  for (const part of relative.split(path.sep).filter((one) => one !== '')) {
    folder = path.join(folder, part);
    const stat = fs.lstatSync(folder, { throwIfNoEntry: false });
    if (stat === undefined) fs.mkdirSync(folder);
    else if (!stat.isDirectory()) return folder;
  }
  return null;
}
