import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { Store } from './find-store.ts';
import { readCode } from './file-trouble.ts';
import { type FolderStamp, stampFolder } from './folder-stamp.ts';

/** A name that ends in `.md` in a place where specs are kept; what is behind it has not been looked at. */
export interface SpecFile {
  readonly id: string;
  /** As `Spec.path`. */
  readonly path: string;
  readonly archived: boolean;
}

/** A folder in which specs are kept. */
export interface SpecFolder {
  /** Below `.chant`: `specs`, `archive`, `archive/2026-02-08`. */
  readonly folder: string;
  readonly archived: boolean;
  /** Sorted. */
  readonly ids: readonly string[];
  /** Taken before it was looked into. */
  readonly stamp: FolderStamp;
}

/** All folders of specs, the archive's too. A folder that is not there, or cannot be read, holds none. */
export function listSpecFolders(store: Store): SpecFolder[] {
  const archive = readFolder(store, 'archive');
  const days = archive.names.filter((name) => /^\d{4}-\d{2}-\d{2}$/.test(name)).sort();
  const read = [readFolder(store, 'specs'), archive, ...days.map((day) => readFolder(store, `archive/${day}`))];
  return read.map(pickSpecs);
}

/** Files of all specs, in no order. */
export function listSpecFiles(store: Store, options: { readonly archived: boolean }): SpecFile[] {
  const folders = options.archived ? listSpecFolders(store) : [pickSpecs(readFolder(store, 'specs'))];
  return folders.flatMap(({ folder, archived, ids }) =>
    ids.map((id) => ({ id, path: `.chant/${folder}/${id}.md`, archived })),
  );
}

interface ReadFolder {
  readonly folder: string;
  readonly names: readonly string[];
  readonly stamp: FolderStamp;
}

function readFolder(store: Store, folder: string): ReadFolder {
  const place = path.join(store.dir, folder);
  const stamp = stampFolder(place);
  return { folder, names: readNames(place), stamp };
}

function pickSpecs({ folder, names, stamp }: ReadFolder): SpecFolder {
  const specs = names.filter((name) => name.endsWith('.md') && !name.startsWith('.'));
  return { folder, archived: folder !== 'specs', ids: specs.map((name) => name.slice(0, -3)).sort(), stamp };
}

/** Names in a folder; none where there is no folder. */
export function readNames(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (cause) {
    readCode(cause);
    return [];
  }
}
