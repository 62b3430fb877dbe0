import { formatDocument, parseDocument } from './document.js';
import { diskFiles } from './files.js';

/**
 * Applies many changes to the store in a file with one write: all of them, or none.
 * A change is `{ set: key, to: value }` or `{ delete: key }`.
 */
export async function applyBatch(path, changes, files = diskFiles) {
  const entries = parseDocument(await files.read(path));
  for (const change of changes) {
    if ('set' in change) entries.set(change.set, change.to);
    else if ('delete' in change) entries.delete(change.delete);
    else throw new TypeError(`neither set nor delete: ${JSON.stringify(change)}`);
  }
  await files.write(path, formatDocument(entries));
}
