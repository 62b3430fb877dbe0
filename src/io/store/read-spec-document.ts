import type { Failure } from '../../core/failure.ts';
import { ok, type Result } from '../../core/result.ts';
import { parseSpec } from '../../core/spec/parse-spec.ts';
import type { Spec, SpecDocument } from '../../core/spec/spec.ts';
import type { Store } from './find-store.ts';
import { readSpecText, readStats } from './read-spec-text.ts';
import { locateFile } from './spec-file.ts';

/** Reads a spec with its text, from the disk and never from a cache. Failure: file-trouble. */
export function readSpecDocument(
  store: Store,
  spec: Pick<Spec, 'id' | 'path' | 'archived'>,
): Result<SpecDocument, Failure> {
  const file = locateFile(store, spec.path);
  const found = readSpecText(file, readStats(file));
  if (found.kind === 'bad') {
    return { ok: false, failure: { kind: 'file-trouble', action: 'read', path: spec.path, reason: found.message } };
  }
  const { id, path, archived } = spec;
  return ok({ spec: parseSpec({ id, path, archived, text: found.text }), text: found.text });
}
