import { readFileSync } from 'node:fs';
import path from 'node:path';
import { locateCache, writeCache } from './cache-file.ts';
import { readCode } from './file-trouble.ts';
import type { Store } from './find-store.ts';
import { type FolderStamp, isFolderAsItWas } from './folder-stamp.ts';
import type { SpecFolder } from './list-spec-files.ts';
import { readStats } from './read-spec-text.ts';
import { hasRacy, isAsItWas, isRacy, readStamps, stampBytes, type Stamps } from './spec-stamps.ts';
import { locateFile } from './spec-file.ts';

/** Raise it whenever the file gets another shape. */
const version = 1;
const name = `list-${version}`;
const kind = 'chant-kept-text';

/** What a text was made of. */
export interface KeptBasis {
  /** All but the files of the specs that the text depends on. */
  readonly basis: string;
  /** Every folder of specs as it was found, and stamps of the files in that order. */
  readonly folders: readonly SpecFolder[];
  readonly stamps: Stamps;
}

interface KeptFolder {
  readonly folder: string;
  readonly stamp: FolderStamp;
  /** With a `/` between, which no file name holds: one text is read much faster than 10,000. */
  readonly ids: string;
}

/** As it is on disk behind its own length in bytes; then come the stamps, then the text. */
interface Head {
  readonly kind: string;
  readonly version: number;
  /** The `.chant` folder. */
  readonly dir: string;
  readonly basis: string;
  readonly folders: readonly KeptFolder[];
  readonly files: number;
  /** Of the text. */
  readonly bytes: number;
}

/**
 * The text that was made last time of the same `basis` and of the same spec files, untouched since; null where
 * anything else is so. Costs a look at each file and at each folder, and opens none of them.
 */
export function readKeptText(store: Store, basis: string): string | null {
  const place = locateCache(store, name);
  // Before the file is read: one that is replaced meanwhile counts as older than it is.
  const stats = readStats(place);
  if (stats === null || !stats.isFile()) return null;
  const kept = readKept(place);
  if (kept === null || kept.head.dir !== store.dir || kept.head.basis !== basis) return null;
  return areAsTheyWere(store, kept, stats.mtimeMs) ? kept.text : null;
}

/**
 * Whether a text that is kept at `nowMs` (milliseconds since 1970) could ever be given back. It could not where a file
 * or a folder is so fresh that its stamp tells nothing.
 */
export function canBeKept({ folders, stamps }: Omit<KeptBasis, 'basis'>, nowMs: number): boolean {
  return !hasRacy(stamps, nowMs) && !folders.some(({ stamp }) => stamp !== null && isRacy(stamp[0], nowMs));
}

/** Keeps a text for the next time; where the disk says no, it is made anew then. */
export function writeKeptText(store: Store, { basis, folders, stamps }: KeptBasis, text: string): void {
  const body = Buffer.from(text);
  const head: Head = {
    kind,
    version,
    dir: store.dir,
    basis,
    folders: folders.map(({ folder, stamp, ids }) => ({ folder, stamp, ids: ids.join('/') })),
    files: folders.reduce((sum, { ids }) => sum + ids.length, 0),
    bytes: body.length,
  };
  const words = Buffer.from(JSON.stringify(head));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(words.length);
  writeCache(store, name, [length, words, new Uint8Array(stamps.buffer), body]);
}

function areAsTheyWere(store: Store, { head, stamps }: Kept, writtenMs: number): boolean {
  const written = { stamps, writtenMs };
  let row = 0;
  for (const { folder, stamp, ids } of head.folders) {
    if (!isFolderAsItWas(path.join(store.dir, folder), stamp, writtenMs)) return false;
    const place = locateFile(store, `.chant/${folder}/`);
    for (const id of ids === '' ? [] : ids.split('/')) {
      const stats = readStats(`${place}${id}.md`);
      if (stats === null || !isAsItWas(written, row, stats)) return false;
      row += 1;
    }
  }
  return row === head.files;
}

interface Kept {
  readonly head: Head;
  readonly stamps: Stamps;
  readonly text: string;
}

/** null: it is not whole, or somebody else's. */
function readKept(place: string): Kept | null {
  try {
    const bytes = readFileSync(place);
    const headEnd = 4 + (bytes.length < 4 ? 0 : bytes.readUInt32LE(0));
    const head: unknown = JSON.parse(bytes.toString('utf8', 4, headEnd));
    if (!isHead(head)) return null;
    const textStart = headEnd + head.files * stampBytes;
    // A file system that lost its power may leave zeros where a text was.
    if (bytes.length !== textStart + head.bytes || bytes.includes(0, textStart)) return null;
    return { head, stamps: readStamps(bytes, headEnd, textStart), text: bytes.toString('utf8', textStart) };
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) readCode(cause);
    return null;
  }
}

function isHead(value: unknown): value is Head {
  if (typeof value !== 'object' || value === null) return false;
  if (!('kind' in value && value.kind === kind && 'version' in value && value.version === version)) return false;
  if (!('files' in value && 'bytes' in value && 'dir' in value && 'basis' in value && 'folders' in value)) return false;
  return Array.isArray(value.folders) && value.folders.every(isKeptFolder);
}

function isKeptFolder(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || !('folder' in value && 'ids' in value)) return false;
  return typeof value.folder === 'string' && typeof value.ids === 'string' && 'stamp' in value;
}
