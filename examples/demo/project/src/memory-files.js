/** Files that live in memory, for tests and for stores that need not last. */
export function createMemoryFiles() {
  const texts = new Map();
  return {
    async read(path) {
      return texts.get(path) ?? null;
    },

    async write(path, text) {
      texts.set(path, text);
    },
  };
}
