import type { Stats } from 'node:fs';
import { compareIds } from '../../core/spec/compare-ids.ts';
import { parsePlainSummary } from '../../core/spec/parse-plain-summary.ts';
import type { SpecSummary } from '../../core/spec/spec.ts';
import { makeSummaryParser, type SummaryParser } from '../../core/spec/usual-summaries.ts';
import type { Store } from './find-store.ts';
import { listSpecFolders, type SpecFile, type SpecFolder } from './list-spec-files.ts';
import { buildUnreadable, openSpec, readSpecText, readStats, type SpecText } from './read-spec-text.ts';
import { locateFile } from './spec-file.ts';
import { isRacy, makeStamps, type Stamps, takeStamp } from './spec-stamps.ts';
import { openSummaryCache, writeSummaryCache } from './summary-cache.ts';

/** Below this many files that had to be read and will be known next time, writing the cache costs more than it saves. */
const worthWriting = 50;

/** After so many files in a row that had to be read, the next is likely to have to be read, and is opened at once. */
const manyMissed = 20;

/** Specs, and what they were read from. */
export interface StampedSummaries {
  /** By id. */
  readonly specs: SpecSummary[];
  readonly folders: readonly SpecFolder[];
  /** Of each file as it was before it was read, in the order of the folders. */
  readonly stamps: Stamps;
}

/**
 * What lists and look-ups need of all specs of a store, those of the archive too, by id. Every `*.md` is there: what
 * cannot be read or used has a problem of severity `error`. Made for 10,000 specs at every command: what was read once
 * is kept in a cache, and read again when its file has another time, size or inode.
 */
export async function loadSummaries(store: Store): Promise<SpecSummary[]> {
  return (await loadStampedSummaries(store)).specs;
}

/**
 * As `loadSummaries`, for those who keep what they make of it. `nowMs`, milliseconds since 1970: then no cache is written
 * of files that are too fresh to be found in it.
 */
export async function loadStampedSummaries(
  store: Store,
  nowMs: number = Number.POSITIVE_INFINITY,
): Promise<StampedSummaries> {
  const cache = openSummaryCache(store);
  const folders = listSpecFolders(store);
  const specs: SpecSummary[] = [];
  const stamps = makeStamps(folders.reduce((sum, { ids }) => sum + ids.length, 0));
  const parse = makeSummaryParser();
  let read = 0;
  let missed = 0;
  for (const { folder, archived, ids } of folders) {
    const findCached = cache.openFolder(folder);
    const below = `.chant/${folder}/`;
    const place = locateFile(store, below);
    for (const id of ids) {
      const opened = missed < manyMissed ? null : openSpec(`${place}${id}.md`);
      const stats = opened?.stats ?? readStats(`${place}${id}.md`);
      takeStamp(stamps, specs.length, stats);
      const file = { id, path: `${below}${id}.md`, archived };
      const cached = findCached(file, stats);
      missed = cached === null ? missed + 1 : 0;
      if (cached === null && stats !== null && !isRacy(stats.mtimeMs, nowMs)) read += 1;
      // No `await` for the 10,000 that are as usual.
      specs.push(
        cached ?? readUsual(store, { file, stats, found: opened?.found, parse }) ?? (await readOdd(store, file, stats)),
      );
    }
  }
  if (read > worthWriting || cache.size() > specs.length * 2 + worthWriting) {
    writeSummaryCache(store, { folders, specs, stamps });
  }
  specs.sort((a, b) => compareIds(a.id, b.id) || compareIds(a.path, b.path));
  return { specs, folders, stamps };
}

interface Looked {
  readonly file: SpecFile;
  readonly stats: Stats | null;
  /** Where it was read already. */
  readonly found: SpecText | undefined;
  readonly parse: SummaryParser;
}

/** null: the YAML library is needed. */
function readUsual(store: Store, { file, stats, found: known, parse }: Looked): SpecSummary | null {
  const found = known ?? readSpecText(locateFile(store, file.path), stats);
  if (found.kind === 'text') {
    const source = { ...file, text: found.text };
    return parse(source) ?? parsePlainSummary(source);
  }
  const empty = parsePlainSummary({ ...file, text: '' });
  return empty === null ? null : { ...empty, problems: [buildUnreadable(file.path, found)] };
}

async function readOdd(store: Store, file: SpecFile, stats: Stats | null): Promise<SpecSummary> {
  // Takes longer to load than a short command takes in all.
  const { parseSummary } = await import('../../core/spec/parse-spec.ts');
  const found = readSpecText(locateFile(store, file.path), stats);
  const text = found.kind === 'text' ? found.text : '';
  const summary = parseSummary({ ...file, text });
  return found.kind === 'text' ? summary : { ...summary, problems: [buildUnreadable(file.path, found)] };
}
