import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** The checkout that these tests look at. */
export const root = path.resolve(import.meta.dirname, '../..');

/** Every file under a folder of the checkout, relative to the checkout, with `/`, sorted. */
export function filesUnder(folder: string): string[] {
  return readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .sort();
}

/** The text of a file of the checkout. */
export function textOf(file: string): string {
  return readFileSync(path.join(root, file), 'utf8');
}
