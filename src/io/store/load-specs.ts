import { compareIds } from '../../core/spec/compare-ids.ts';
import { parseSpec } from '../../core/spec/parse-spec.ts';
import type { Spec } from '../../core/spec/spec.ts';
import type { Store } from './find-store.ts';
import { listSpecFiles, type SpecFile } from './list-spec-files.ts';
import { buildUnreadable, readSpecText, readStats } from './read-spec-text.ts';
import { locateFile } from './spec-file.ts';

/**
 * All specs of a store by id, whole, with those of the archive where asked for. Every `*.md` is there: what cannot be
 * read or used is a spec with a problem of severity `error`. For lists and look-ups, `loadSummaries` is many times as
 * fast.
 */
export function loadSpecs(store: Store, options: { readonly archived: boolean }): Spec[] {
  const specs = listSpecFiles(store, options).map((file) => loadSpec(store, file));
  return specs.sort((a, b) => compareIds(a.id, b.id) || compareIds(a.path, b.path));
}

/** One spec, whole; a file that cannot be read is a spec with a problem. */
export function loadSpec(store: Store, { id, path, archived }: SpecFile): Spec {
  const place = locateFile(store, path);
  const found = readSpecText(place, readStats(place));
  if (found.kind === 'text') return parseSpec({ id, path, archived, text: found.text });
  return { ...parseSpec({ id, path, archived, text: '' }), problems: [buildUnreadable(path, found)] };
}
