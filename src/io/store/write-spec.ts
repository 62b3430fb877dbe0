import type { Failure } from '../../core/failure.ts';
import { err, type Result } from '../../core/result.ts';
import { writeFileAtomic } from './atomic-write.ts';
import type { Store } from './find-store.ts';
import { readSpecText, readStats } from './read-spec-text.ts';
import { locateFile } from './spec-file.ts';

/**
 * Replaces the text of a spec, `path` as in `Spec.path`, if the file still says `expected`; somebody's edit that
 * came in between is never written over. Failure: file-trouble.
 */
export function writeSpec(
  store: Store,
  path: string,
  change: { readonly text: string; readonly expected: string },
): Result<void, Failure> {
  const file = locateFile(store, path);
  const found = readSpecText(file, readStats(file));
  if (found.kind === 'bad') return err({ kind: 'file-trouble', action: 'write', path, reason: found.message });
  if (found.text !== change.expected) {
    return err({ kind: 'file-trouble', action: 'write', path, reason: 'the file was changed meanwhile' });
  }
  if (change.text === change.expected) return { ok: true, value: undefined };
  return writeFileAtomic(file, change.text);
}
