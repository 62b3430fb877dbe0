import fs from 'node:fs';

/** Whether a plain file is there. */
export function existsFile(file: string): boolean {
  return fs.lstatSync(file, { throwIfNoEntry: false })?.isFile() ?? false;
}

/** Removes a file of chant's own; a missing one is fine. */
export function removeFile(file: string): void {
  fs.rmSync(file, { force: true });
}

/** Whether a folder is there. */
export function isFolder(path: string): boolean {
  return fs.statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
