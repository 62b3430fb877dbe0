import type { Failure } from '../../core/failure.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { createFileAtomic } from './atomic-write.ts';
import type { Store } from './find-store.ts';
import { readSpecText, readStats } from './read-spec-text.ts';
import { locateFile } from './spec-file.ts';

/**
 * Creates a spec whose id is given by its driver's. One that is there already with the same text counts as created: a
 * division that was cut short is made whole. Failure: file-trouble (another text, or the disk).
 */
export function createMember(
  store: Store,
  member: { readonly path: string; readonly text: string },
): Result<void, Failure> {
  const { path, text } = member;
  const file = locateFile(store, path);
  const created = createFileAtomic(file, text);
  if (!created.ok) return created;
  if (created.value) return ok(undefined);
  const there = readSpecText(file, readStats(file));
  if (there.kind === 'text' && there.text === text) return ok(undefined);
  return err({ kind: 'file-trouble', action: 'create', path, reason: 'it is there already, and says something else' });
}
