import { compareIds } from '../../core/spec/compare-ids.ts';
import { parseSpec } from '../../core/spec/parse-spec.ts';
import type { Spec } from '../../core/spec/spec.ts';
import type { Store } from './find-store.ts';
import { packSpec, unpackSpec } from './pack-spec.ts';
import { listSpecFiles, type SpecFile } from './list-spec-files.ts';
import { readSpecText, readStats } from './read-spec-text.ts';
import { buildRow, type CacheRow, findCached, listCached, readSpecCache, writeSpecCache } from './spec-cache.ts';
import { locateFile } from './spec-file.ts';

/** Below this many files that had to be read, writing the cache costs more than it saves. */
const worthWriting = 50;

/**
 * All specs of a store by id, with those of the archive where asked for. Every `*.md` is there: what cannot be read
 * or used is a spec with a problem of severity `error`.
 */
export function loadSpecs(store: Store, options: { readonly archived: boolean }): Spec[] {
  const cache = readSpecCache(store);
  const specs: Spec[] = [];
  const rows: CacheRow[] = [];
  let read = 0;
  for (const file of listSpecFiles(store, options)) {
    const stats = readStats(locateFile(store, file.path));
    const cached = stats === null ? null : findCached(cache, file.path, stats);
    const packed = cached ?? packSpec(parseFile(store, file, stats));
    if (cached === null) read += 1;
    if (stats?.isFile() === true) rows.push(buildRow(file.path, packed, stats));
    // Unpacked in either case: a spec looks the same whether it was read or cached, down to the order of its keys.
    specs.push(unpackSpec(file, packed));
  }
  if (read > worthWriting || cache.specs.length > rows.length * 2 + worthWriting) {
    // Files that were not looked at this time keep their rows; those that were and are gone lose them.
    const others = options.archived ? [] : listCached(cache, '.chant/archive/');
    writeSpecCache(store, cache, [...rows, ...others]);
  }
  return specs.sort((a, b) => compareIds(a.id, b.id) || compareIds(a.path, b.path));
}

function parseFile(store: Store, file: SpecFile, stats: ReturnType<typeof readStats>): Spec {
  const found = readSpecText(locateFile(store, file.path), stats);
  if (found.kind === 'text') return parseSpec({ ...file, text: found.text });
  const { rule, message } = found;
  const problem = { severity: 'error', rule, message, file: file.path, line: 1, suggestion: null } as const;
  return { ...parseSpec({ ...file, text: '' }), problems: [problem] };
}
