import fs from 'node:fs';
import type { Failure } from '../../core/failure.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { fileTrouble } from './file-trouble.ts';
import type { Store } from './find-store.ts';
import { locateFile } from './spec-file.ts';

/**
 * Ticks one box of a spec file, `path` as in `Spec.path`, by writing one byte: `offset` is that of the blank between
 * the brackets, in characters of `text`, which is what the file said. Nothing else is written, so that several
 * programs can tick different boxes at once. Failure: file-trouble, also where there is no open box any more.
 */
export function tickSpec(
  store: Store,
  path: string,
  box: { readonly text: string; readonly offset: number },
): Result<void, Failure> {
  const file = locateFile(store, path);
  const place = Buffer.byteLength(box.text.slice(0, box.offset));
  try {
    const handle = fs.openSync(file, fs.constants.O_RDWR | fs.constants.O_NOFOLLOW);
    try {
      const around = Buffer.alloc(3);
      fs.readSync(handle, around, 0, 3, place - 1);
      if (around.toString('latin1') !== '[ ]') {
        return err({ kind: 'file-trouble', action: 'write', path, reason: 'the file was changed meanwhile' });
      }
      fs.writeSync(handle, 'x', place);
      return ok(undefined);
    } finally {
      fs.closeSync(handle);
    }
  } catch (cause) {
    return fileTrouble('write', path, cause);
  }
}
