import { readFileSync, type Stats } from 'node:fs';
import { noApproval } from '../../core/spec/parse-approval.ts';
import { type SpecStatus, type SpecSummary, type SpecType, specStatuses, specTypes } from '../../core/spec/spec.ts';
import { locateCache, writeCache } from './cache-file.ts';
import { readCode } from './file-trouble.ts';
import type { Store } from './find-store.ts';
import type { SpecFile, SpecFolder } from './list-spec-files.ts';
import { readStats } from './read-spec-text.ts';
import { isAsItWas, isRacy, readStamps, stampBytes, type Stamps, type WrittenStamps } from './spec-stamps.ts';

/** Raise it whenever `SpecSummary` changes or parsing gives something else for the same text. */
const version = 5;
const kind = 'chant-specs';
const name = `specs-${version}`;

/** All specs as they were when their files had these stamps, folder by folder and by id. */
export interface CacheContent {
  readonly folders: readonly SpecFolder[];
  readonly specs: readonly SpecSummary[];
  readonly stamps: Stamps;
}

/** Specs as they were when their files had certain stamps. Losing it costs time and nothing else. */
export interface SummaryCache {
  /** How many specs it knows, as far as it had to be read. */
  size(): number;
  /** Ready to be asked for the files of one folder, fastest in the order in which they were written. */
  openFolder(folder: string): Finder;
}

type Finder = (file: SpecFile, stats: Stats | null) => SpecSummary | null;

/** As it is on disk, behind the stamps. Columns, because 10,000 objects are slow to read; what is rare is in pairs. */
interface Columns {
  readonly kind: string;
  readonly version: number;
  readonly dir: string;
  /** With the number of the row that is the first of the folder. */
  readonly folders: readonly (readonly [folder: string, first: number])[];
  readonly ids: readonly string[];
  readonly titles: readonly string[];
  /** Places in `specTypes`, in `specStatuses` and in `labelSets`. */
  readonly types: readonly number[];
  readonly statuses: readonly number[];
  readonly labels: readonly number[];
  readonly labelSets: readonly (readonly string[])[];
  readonly reasons: readonly (readonly [row: number, reason: string])[];
  readonly dependsOn: readonly (readonly [row: number, ids: readonly string[]])[];
  readonly approvals: readonly (readonly [row: number, approval: SpecSummary['approval']])[];
  readonly problems: readonly (readonly [row: number, problems: SpecSummary['problems']])[];
}

const none: SummaryCache = { size: () => 0, openFolder: () => () => null };

/**
 * The cache of a store; anything but a whole cache of this version counts as none. It is read when the first file comes
 * that is old enough to be found in it: where all specs have changed, that takes longer than reading many of them.
 */
export function openSummaryCache(store: Store): SummaryCache {
  const file = locateCache(store, name);
  // Before the file is read: one that is replaced meanwhile counts as older than it is.
  const stats = readStats(file);
  if (stats === null || !stats.isFile()) return none;
  let cache: SummaryCache | null = null;
  const { mtimeMs } = stats;
  return {
    size: () => cache?.size() ?? 0,
    openFolder: (folder) => {
      let find: Finder | null = null;
      return (spec, found) => {
        if (found === null || isRacy(found.mtimeMs, mtimeMs)) return null;
        cache ??= readCache(store, file, mtimeMs);
        find ??= cache.openFolder(folder);
        return find(spec, found);
      };
    },
  };
}

function readCache(store: Store, file: string, writtenMs: number): SummaryCache {
  try {
    const bytes = readFileSync(file);
    const end = 4 + (bytes.length < 4 ? 0 : bytes.readUInt32LE(0));
    const content: unknown = JSON.parse(bytes.toString('utf8', end));
    if (!isColumns(content) || content.dir !== store.dir || 4 + content.ids.length * stampBytes !== end) return none;
    const stamps = readStamps(bytes, 4, end);
    return { size: () => content.ids.length, openFolder: buildFinder(content, { stamps, writtenMs }) };
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) readCode(cause);
    return none;
  }
}

function buildFinder(columns: Columns, written: WrittenStamps): SummaryCache['openFolder'] {
  const { ids, titles, types, statuses, labels, labelSets } = columns;
  const reasons = new Map(columns.reasons);
  const dependsOn = new Map(columns.dependsOn);
  const approvals = new Map(columns.approvals);
  const problems = new Map(columns.problems);
  return (folder) => {
    const at = columns.folders.findIndex(([name]) => name === folder);
    let row = columns.folders[at]?.[1] ?? ids.length;
    const end = columns.folders[at + 1]?.[1] ?? ids.length;
    return ({ id, path, archived }, stats) => {
      if (stats === null) return null;
      // Both are sorted by id: what stands before `id` is gone, and where `id` does not stand, it is new.
      while (row < end && (ids[row] ?? '') < id) row += 1;
      if (row >= end || ids[row] !== id || !isAsItWas(written, row, stats)) return null;
      const type: SpecType | undefined = specTypes[types[row] ?? -1];
      const status: SpecStatus | undefined = specStatuses[statuses[row] ?? -1];
      const title = titles[row];
      if (type === undefined || status === undefined || title === undefined) return null;
      return {
        id,
        path,
        archived,
        title,
        type,
        status,
        statusReason: reasons.get(row) ?? null,
        dependsOn: dependsOn.get(row) ?? nothing,
        labels: labelSets[labels[row] ?? -1] ?? nothing,
        approval: approvals.get(row) ?? noApproval,
        problems: problems.get(row) ?? noProblems,
      };
    };
  };
}

const nothing: readonly string[] = [];
const noProblems: SpecSummary['problems'] = [];

/**
 * Writes the cache, or leaves it where the disk says no: the next list is slower then, and nothing else. On disk: the
 * length of the stamps in bytes, the stamps, the columns as JSON.
 */
export function writeSummaryCache(store: Store, content: CacheContent): void {
  const head = Buffer.alloc(4);
  head.writeUInt32LE(content.stamps.byteLength);
  const columns = Buffer.from(JSON.stringify(buildColumns(store, content)));
  writeCache(store, name, [head, new Uint8Array(content.stamps.buffer), columns]);
}

function buildColumns(store: Store, { folders, specs }: CacheContent): Columns {
  const sets = new Map<string, number>();
  // Specs that say the same share their list.
  const places = new Map<readonly string[], number>();
  let first = 0;
  return {
    kind,
    version,
    dir: store.dir,
    folders: folders.map(({ folder, ids }) => {
      first += ids.length;
      return [folder, first - ids.length] as const;
    }),
    ids: specs.map((one) => one.id),
    titles: specs.map((one) => one.title),
    types: specs.map((one) => specTypes.indexOf(one.type)),
    statuses: specs.map((one) => specStatuses.indexOf(one.status)),
    labels: specs.map(({ labels }) => {
      const place = places.get(labels) ?? placeOf(JSON.stringify(labels), sets);
      places.set(labels, place);
      return place;
    }),
    labelSets: [...sets.keys()].map((text) => JSON.parse(text)),
    reasons: pick(specs, ({ statusReason }) => statusReason),
    dependsOn: pick(specs, ({ dependsOn }) => (dependsOn.length === 0 ? null : dependsOn)),
    approvals: pick(specs, ({ approval }) => (isUsual(approval) ? null : approval)),
    problems: pick(specs, ({ problems }) => (problems.length === 0 ? null : problems)),
  };
}

/** Gives each text a number of its own, in the order of their coming. */
function placeOf(text: string, known: Map<string, number>): number {
  const place = known.get(text) ?? known.size;
  known.set(text, place);
  return place;
}

function pick<T>(
  summaries: readonly SpecSummary[],
  choose: (summary: SpecSummary) => T | null,
): (readonly [number, T])[] {
  const pairs: (readonly [number, T])[] = [];
  for (const [row, summary] of summaries.entries()) {
    const chosen = choose(summary);
    if (chosen !== null) pairs.push([row, chosen]);
  }
  return pairs;
}

function isUsual(approval: SpecSummary['approval']): boolean {
  if (approval === noApproval) return true;
  const { required, status, by, at, reason } = approval;
  return !required && status === 'pending' && by === null && at === null && reason === null;
}

const columnNames = [
  'folders',
  'titles',
  'types',
  'statuses',
  'labels',
  'labelSets',
  'reasons',
  'dependsOn',
  'approvals',
  'problems',
];

function isColumns(value: unknown): value is Columns {
  if (typeof value !== 'object' || value === null) return false;
  if (!('kind' in value && value.kind === kind && 'version' in value && value.version === version)) return false;
  if (!('dir' in value && 'ids' in value && Array.isArray(value.ids))) return false;
  // What the lists hold was written by this program: kind, version and folder match, and the file is whole or absent.
  return columnNames.every((name) => Array.isArray(Object.getOwnPropertyDescriptor(value, name)?.value));
}
