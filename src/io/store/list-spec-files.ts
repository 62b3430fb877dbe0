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

/** Names of all specs, in no order. A folder that is not there, or cannot be read, holds none. */
export function listSpecFiles(store: Store, options: { readonly archived: boolean }): SpecFile[] {
  const live = listFolder(store, 'specs', false);
  if (!options.archived) return live;
  const days = readNames(path.join(store.dir, 'archive')).filter((name) => /^\d{4}-\d{2}-\d{2}$/.test(name));
  const folders = ['archive', ...days.map((day) => `archive/${day}`)];
  return [...live, ...folders.flatMap((folder) => listFolder(store, folder, true))];
}

function listFolder(store: Store, folder: string, archived: boolean): SpecFile[] {
  return readNames(path.join(store.dir, folder))
    .filter((name) => name.endsWith('.md') && !name.startsWith('.'))
    .map((name) => ({ id: name.slice(0, -3), path: `.chant/${folder}/${name}`, archived }));
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
