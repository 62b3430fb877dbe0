import fs from 'node:fs';
import path from 'node:path';
import { lookAt } from './look-at.ts';

/**
 * Reads a file of a tree that an agent wrote. A link, in the path or at its end, is not followed: it could lead to
 * anything that the user can read. Null: there is no such plain file, or it is larger than `maxBytes`.
 */
export function readInside(root: string, relative: string, maxBytes: number): Buffer | null {
  return readPlain(root, relative, (handle, size) => (size <= maxBytes ? fs.readFileSync(handle) : null));
}

/** The same, but of a file that is larger than `maxBytes` it gives the beginning. */
export function readBeginning(root: string, relative: string, maxBytes: number): Buffer | null {
  return readPlain(root, relative, (handle, size) => {
    const data = Buffer.alloc(Math.min(size, maxBytes));
    return data.subarray(0, fs.readSync(handle, data, 0, data.length, 0));
  });
}

function readPlain(
  root: string,
  relative: string,
  read: (handle: number, size: number) => Buffer | null,
): Buffer | null {
  const file = path.resolve(root, relative);
  if (!isBelow(root, file) || !hasPlainFolders(root, file)) return null;
  let handle: number;
  try {
    handle = fs.openSync(file, fs.constants.O_RDONLY | fs.constants.O_NOFOLLOW | fs.constants.O_NONBLOCK);
  } catch {
    return null;
  }
  try {
    const stat = fs.fstatSync(handle);
    return stat.isFile() ? read(handle, stat.size) : null;
  } finally {
    fs.closeSync(handle);
  }
}

/** Plain files below a folder of such a tree, relative to `root`, with `/`; links are not entered. */
export function listInside(root: string, relative: string): readonly string[] {
  const folder = path.resolve(root, relative);
  if (!isBelow(root, path.join(folder, 'x')) || !hasPlainFolders(root, path.join(folder, 'x'))) return [];
  let names: fs.Dirent[];
  try {
    names = fs.readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
  return names.flatMap((entry) => {
    const inner = path.posix.join(relative, entry.name);
    if (entry.isDirectory())
      return entry.name === '.git' || entry.name === 'node_modules' ? [] : listInside(root, inner);
    return entry.isFile() ? [inner] : [];
  });
}

function isBelow(root: string, file: string): boolean {
  return file.startsWith(root.endsWith(path.sep) ? root : root + path.sep);
}

function hasPlainFolders(root: string, file: string): boolean {
  for (let folder = path.dirname(file); folder !== root && isBelow(root, folder); folder = path.dirname(folder)) {
    if (!(lookAt(folder)?.isDirectory() ?? false)) return false;
  }
  return true;
}
