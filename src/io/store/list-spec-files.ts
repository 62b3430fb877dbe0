import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { Store } from './find-store.ts';
import { readCode } from './file-trouble.ts';

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
}

/** All folders of specs, the archive's too. A folder that is not there, or cannot be read, holds none. */
export function listSpecFolders(store: Store): SpecFolder[] {
  const days = readNames(path.join(store.dir, 'archive')).filter((name) => /^\d{4}-\d{2}-\d{2}$/.test(name));
  const archive = ['archive', ...days.sort().map((day) => `archive/${day}`)];
  return [listFolder(store, 'specs'), ...archive.map((folder) => listFolder(store, folder))];
}

/** Files of all specs, in no order. */
export function listSpecFiles(store: Store, options: { readonly archived: boolean }): SpecFile[] {
  const folders = options.archived ? listSpecFolders(store) : [listFolder(store, 'specs')];
  return folders.flatMap(({ folder, archived, ids }) =>
    ids.map((id) => ({ id, path: `.chant/${folder}/${id}.md`, archived })),
  );
}

function listFolder(store: Store, folder: string): SpecFolder {
  const names = readNames(path.join(store.dir, folder)).filter((name) => name.endsWith('.md') && !name.startsWith('.'));
  return { folder, archived: folder !== 'specs', ids: names.map((name) => name.slice(0, -3)).sort() };
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
