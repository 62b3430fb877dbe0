import { readFile, rename, writeFile } from 'node:fs/promises';

let counter = 0;

/** Files on disk. */
export const diskFiles = {
  /** The text of a file, or null when there is none. */
  async read(path) {
    try {
      return await readFile(path, 'utf8');
    } catch (error) {
      if (error.code === 'ENOENT') return null;
      throw error;
    }
  },

  /** Replaces a file; whoever reads sees the old text or the new one. */
  async write(path, text) {
    counter += 1;
    const temporary = `${path}.${process.pid}-${counter}.tmp`;
    await writeFile(temporary, text);
    await rename(temporary, path);
  },
};
