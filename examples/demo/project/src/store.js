import { formatDocument, parseDocument } from './document.js';
import { diskFiles } from './files.js';

/** Opens the store in a file; the file is made by the first write. */
export function openStore(path, files = diskFiles) {
  return {
    /** The value of a key, or undefined. */
    async get(key) {
      return parseDocument(await files.read(path)).get(key);
    },

    /** Every key, sorted. */
    async keys() {
      return [...parseDocument(await files.read(path)).keys()].sort();
    },

    /** Sets a key to a value that JSON can hold. */
    async set(key, value) {
      const entries = parseDocument(await files.read(path));
      entries.set(key, value);
      await files.write(path, formatDocument(entries));
    },

    /** Deletes a key; says whether it was there. */
    async delete(key) {
      const entries = parseDocument(await files.read(path));
      const wasThere = entries.delete(key);
      if (wasThere) await files.write(path, formatDocument(entries));
      return wasThere;
    },
  };
}
