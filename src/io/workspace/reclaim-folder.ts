import fs from 'node:fs';

/**
 * Makes sure that a folder of a run's own is one, after an agent was in it: a link in its place would lead whoever
 * enters it to somebody else's files. What stands there instead is taken away, nothing behind it is touched.
 * False: it was gone or replaced, and is empty now.
 */
export function reclaimFolder(folder: string): boolean {
  const stat = fs.lstatSync(folder, { throwIfNoEntry: false });
  if (stat?.isDirectory() === true) return true;
  if (stat !== undefined) fs.unlinkSync(folder);
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  return false;
}
