import { readFileSync, type Stats } from 'node:fs';
import path from 'node:path';
import { createHash } from 'node:crypto';
import type { Spec } from '../../core/spec/spec.ts';
import { writeFileAtomic } from './atomic-write.ts';
import type { Store } from './find-store.ts';
import type { PackedSpec } from './pack-spec.ts';
import { makePrivateFolder } from './private-folder.ts';
import { readCode } from './file-trouble.ts';
import { readStats } from './read-spec-text.ts';

/** Raise it whenever `Spec` changes or parsing gives something else for the same text. */
const version = 1;
const kind = 'chant-specs';

/** A file that was changed this shortly before the cache was written may have changed again without another stamp. */
const racyMs = 2000;

/** mtimeMs, ctimeMs, size, ino, and the spec without what is usual. */
type Row = readonly [mtime: number, ctime: number, size: number, inode: number, spec: PackedSpec];

/** Parsed specs by path, as they were when their files had certain stamps. Losing it costs time and nothing else. */
export interface SpecCache {
  readonly file: string;
  /** 0 where there is no usable cache. */
  readonly writtenMs: number;
  readonly rows: ReadonlyMap<string, Row>;
}

/** Reads the cache of a store; anything but a whole cache of this version counts as none. */
export function readSpecCache(store: Store): SpecCache {
  const file = path.join(store.cacheDir, nameCache(store));
  const none = { file, writtenMs: 0, rows: new Map<string, Row>() };
  const stats = readStats(file);
  if (stats === null || !stats.isFile()) return none;
  try {
    const content: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (!isRecord(content) || content['kind'] !== kind || content['version'] !== version) return none;
    if (content['dir'] !== store.dir || !Array.isArray(content['rows'])) return none;
    // Right because kind, version and folder match: this program wrote the rows, and the file is whole or absent.
    return { file, writtenMs: stats.mtimeMs, rows: new Map(content['rows'] as [string, Row][]) };
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) readCode(cause);
    return none;
  }
}

/** The row that the cache holds for a file with these stamps; null where the file must be read again. */
export function findCached(cache: SpecCache, file: Pick<Spec, 'path'>, stats: Stats): Row | null {
  const row = cache.rows.get(file.path);
  if (row === undefined || row[0] >= cache.writtenMs - racyMs) return null;
  const same = row[0] === stats.mtimeMs && row[1] === stats.ctimeMs && row[2] === stats.size && row[3] === stats.ino;
  return same ? row : null;
}

/** Makes the row of a spec that was read from a file that had these stamps before. */
export function buildRow(spec: PackedSpec, stats: Stats): Row {
  return [stats.mtimeMs, stats.ctimeMs, stats.size, stats.ino, spec];
}

/** Writes the cache, or leaves it where the disk says no: the next list is slower then, and nothing else. */
export function writeSpecCache(store: Store, cache: SpecCache, rows: ReadonlyMap<string, Row>): void {
  try {
    makePrivateFolder(store.cacheDir);
  } catch (cause) {
    readCode(cause);
    return;
  }
  writeFileAtomic(cache.file, JSON.stringify({ kind, version, dir: store.dir, rows: [...rows] }), { durable: false });
}

/** Linked worktrees share the folder of caches and have specs of their own. */
function nameCache(store: Store): string {
  if (path.dirname(store.dir) === store.home) return `specs-${version}.json`;
  return `specs-${version}-${createHash('sha256').update(store.dir).digest('hex').slice(0, 12)}.json`;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
