/** Reads the text of a store's file; null, a file that is not there, is an empty store. */
export function parseDocument(text) {
  return new Map(text === null ? [] : Object.entries(JSON.parse(text)));
}

/** The text of a store's file: sorted, so that two files with the same entries are the same. */
export function formatDocument(entries) {
  const sorted = [...entries].sort(([a], [b]) => (a < b ? -1 : 1));
  return `${JSON.stringify(Object.fromEntries(sorted), null, 2)}\n`;
}
