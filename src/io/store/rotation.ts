import fs from 'node:fs';
import path from 'node:path';
import { formatRotation, freshRotation, parseRotation, type RotationState } from '../../core/config/rotation.ts';
import type { FileTrouble } from '../../core/failure.ts';
import type { Result } from '../../core/result.ts';
import { writeFileAtomic } from './atomic-write.ts';
import { fileTrouble, readCode } from './file-trouble.ts';
import type { Store } from './find-store.ts';
import { makePrivateFolder } from './private-folder.ts';

/** `.chant/store/rotation.json`, where the existing tool keeps it; one for all checkouts of a repository. */
function locate(store: Store): string {
  return path.join(path.dirname(store.runsDir), 'store', 'rotation.json');
}

/** Whose turn it was last. `trouble`: why what is there cannot be used and the turns begin anew; null: it can. */
export function loadRotation(store: Store): { readonly rotation: RotationState; readonly trouble: string | null } {
  let text: string;
  try {
    text = fs.readFileSync(locate(store), 'utf8');
  } catch (cause) {
    const code = readCode(cause);
    return { rotation: freshRotation, trouble: code === 'ENOENT' ? null : code };
  }
  const rotation = parseRotation(text);
  return rotation === null
    ? { rotation: freshRotation, trouble: 'not what chant writes there' }
    : { rotation, trouble: null };
}

/** Writes it down, out of the sight of git. The caller is alone (`locateTurnLease`). */
export function saveRotation(store: Store, rotation: RotationState): Result<void, FileTrouble> {
  const file = locate(store);
  try {
    makePrivateFolder(path.dirname(file));
  } catch (cause) {
    return fileTrouble('create', path.dirname(file), cause);
  }
  return writeFileAtomic(file, formatRotation(rotation));
}
