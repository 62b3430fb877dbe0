import { readFileSync, type Stats } from 'node:fs';
import path from 'node:path';
import { writeFileAtomic } from './atomic-write.ts';
import type { Store } from './find-store.ts';
import type { PackedSpec } from './pack-spec.ts';
import { makePrivateFolder } from './private-folder.ts';
import { readCode } from './file-trouble.ts';
import { readStats } from './read-spec-text.ts';

/** Raise it whenever `Spec` changes or parsing gives something else for the same text. */
const version = 2;
const kind = 'chant-specs';

/** A file that was changed this shortly before the cache was written may have changed again without another stamp. */
const racyMs = 2000;

/** What tells that a file was not touched: mtimeMs, ctimeMs, size, inode. */
type Stamp = readonly [mtime: number, ctime: number, size: number, inode: number];

/** A spec as it was when its file had this stamp. */
export interface CacheRow {
  readonly path: string;
  readonly stamp: Stamp;
  readonly spec: PackedSpec;
}

/**
 * Parsed specs by path, as they were when their files had certain stamps. Losing it costs time and nothing else. Its
 * columns lie side by side, because 10,000 rows of their own are slow to read.
 */
export interface SpecCache {
  readonly file: string;
  /** 0 where there is no usable cache. */
  readonly writtenMs: number;
  /** Index of each path in the columns. */
  readonly places: ReadonlyMap<string, number>;
  /** Four numbers a row, see `Stamp`. */
  readonly stamps: readonly number[];
  readonly specs: readonly PackedSpec[];
}

/** As it is on disk. Most files have their keys on the same lines, so these are kept once. */
interface Content {
  readonly kind: string;
  readonly version: number;
  readonly dir: string;
  readonly paths: readonly string[];
  readonly stamps: readonly number[];
  readonly keyLines: readonly Readonly<Record<string, number>>[];
  readonly specs: readonly { keyLines?: number | Readonly<Record<string, number>> }[];
}

/** Reads the cache of a store; anything but a whole cache of this version counts as none. */
export function readSpecCache(store: Store): SpecCache {
  const file = path.join(store.cacheDir, nameCache(store));
  const none = { file, writtenMs: 0, places: new Map<string, number>(), stamps: [], specs: [] };
  const stats = readStats(file);
  if (stats === null || !stats.isFile()) return none;
  try {
    const content: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (!isContent(content) || content.dir !== store.dir) return none;
    return { file, writtenMs: stats.mtimeMs, ...readColumns(content) };
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) readCode(cause);
    return none;
  }
}

function readColumns(content: Content): Pick<SpecCache, 'places' | 'stamps' | 'specs'> {
  const places = new Map<string, number>();
  for (const path of content.paths) places.set(path, places.size);
  for (const spec of content.specs) {
    if (typeof spec.keyLines === 'number') spec.keyLines = content.keyLines[spec.keyLines] ?? {};
  }
  // Right because kind, version and folder match: this program wrote the file, and it is whole or absent.
  return { places, stamps: content.stamps, specs: content.specs as readonly PackedSpec[] };
}

/** What the cache holds for a file with these stamps; null where the file must be read again. */
export function findCached(cache: SpecCache, path: string, stats: Stats): PackedSpec | null {
  const place = cache.places.get(path);
  if (place === undefined) return null;
  const at = place * 4;
  const [mtime, ctime] = [cache.stamps[at] ?? Number.NaN, cache.stamps[at + 1]];
  if (mtime >= cache.writtenMs - racyMs || mtime !== stats.mtimeMs || ctime !== stats.ctimeMs) return null;
  if (cache.stamps[at + 2] !== stats.size || cache.stamps[at + 3] !== stats.ino) return null;
  return cache.specs[place] ?? null;
}

/** All rows whose path begins like this. */
export function listCached(cache: SpecCache, prefix: string): CacheRow[] {
  const rows: CacheRow[] = [];
  for (const [path, place] of cache.places) {
    const spec = cache.specs[place];
    if (spec === undefined || !path.startsWith(prefix)) continue;
    const [mtime = 0, ctime = 0, size = 0, inode = 0] = cache.stamps.slice(place * 4, place * 4 + 4);
    rows.push({ path, stamp: [mtime, ctime, size, inode], spec });
  }
  return rows;
}

/** Makes the row of a spec that was read from a file that had these stamps before. */
export function buildRow(path: string, spec: PackedSpec, stats: Stats): CacheRow {
  return { path, stamp: [stats.mtimeMs, stats.ctimeMs, stats.size, stats.ino], spec };
}

/** Writes the cache, or leaves it where the disk says no: the next list is slower then, and nothing else. */
export function writeSpecCache(store: Store, cache: SpecCache, rows: readonly CacheRow[]): void {
  try {
    makePrivateFolder(store.cacheDir);
  } catch (cause) {
    readCode(cause);
    return;
  }
  writeFileAtomic(cache.file, JSON.stringify(buildContent(store, rows)), { durable: false });
}

function buildContent(store: Store, rows: readonly CacheRow[]): Content {
  const known = new Map<string, number>();
  const specs = rows.map(({ spec }) => {
    if (spec.keyLines === undefined) return spec;
    const text = JSON.stringify(spec.keyLines);
    const index = known.get(text) ?? known.size;
    known.set(text, index);
    return { ...spec, keyLines: index };
  });
  const keyLines: Content['keyLines'] = [...known.keys()].map((text) => JSON.parse(text));
  const [paths, stamps] = [rows.map((row) => row.path), rows.flatMap((row) => row.stamp)];
  return { kind, version, dir: store.dir, paths, stamps, keyLines, specs };
}

/** Linked worktrees share the folder of caches and have specs of their own. */
function nameCache(store: Store): string {
  if (path.dirname(store.dir) === store.home) return `specs-${version}.json`;
  // Got only here: it takes ms to load.
  const { createHash } = process.getBuiltinModule('node:crypto');
  return `specs-${version}-${createHash('sha256').update(store.dir).digest('hex').slice(0, 12)}.json`;
}

function isContent(value: unknown): value is Content {
  if (typeof value !== 'object' || value === null) return false;
  if (!('kind' in value && value.kind === kind && 'version' in value && value.version === version)) return false;
  return 'dir' in value && ['paths', 'stamps', 'keyLines', 'specs'].every((key) => hasList(value, key));
}

function hasList(value: object, key: string): boolean {
  return Array.isArray(Object.getOwnPropertyDescriptor(value, key)?.value);
}
