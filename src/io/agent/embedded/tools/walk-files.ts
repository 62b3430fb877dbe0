import { type Dirent, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Folders that nobody looks for anything in. */
const skipped = new Set(['.git', 'node_modules']);

/** Plain files below a folder, sorted, from that folder with `/`; links are not followed. */
export function* walkFiles(folder: string, inside = ''): Generator<string> {
  for (const entry of readFolder(join(folder, inside))) {
    const path = inside === '' ? entry.name : `${inside}/${entry.name}`;
    if (entry.isFile()) yield path;
    else if (entry.isDirectory() && !skipped.has(entry.name)) yield* walkFiles(folder, path);
  }
}

/** What stands in a folder, sorted by name; nothing where it cannot be read. */
export function readFolder(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    return [];
  }
}
