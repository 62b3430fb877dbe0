/** The key-value store of the page: its files have the page's names, and are JavaScript that `tests/run.mjs` loads. */
export const pageFiles: Readonly<Record<string, string>> = {
  'README.md': '# store\n\nA key-value store.\n',
  'docs/architecture/storage.md': '# Storage\n\nA map of cells.\n',
  'src/storage/store.rs': `export const cells = new Map();
export const pause = () => new Promise((done) => setImmediate(done));
const locks = new Map();

/** Waits for the key, and gives back how to let go of it. */
export async function take(key) {
  const before = locks.get(key);
  let give = () => {};
  locks.set(key, new Promise((done) => { give = done; }));
  await before;
  return give;
}

export async function increment(key) {
  // no lock
  const was = cells.get(key) ?? 0;
  await pause();
  cells.set(key, was + 1);
  // nothing to give back
}

export const get = (key) => cells.get(key) ?? 0;
`,
  'src/storage/batch.rs': `const { cells, pause, take } = await load('src/storage/store.rs');

export async function incrementAll(keys) {
  for (const key of keys) {
    // no lock
    const was = cells.get(key) ?? 0;
    await pause();
    cells.set(key, was + 1);
    // nothing to give back
  }
}
`,
  'tests/storage/concurrent_test.rs': `const store = await load('src/storage/store.rs');
await store.increment('one');
equal(store.get('one'), 1, 'one writer');
`,
  'tests/run.mjs': `import { readFileSync } from 'node:fs';
const loaded = new Map();
globalThis.load = (file) => {
  const url = 'data:text/javascript,' + encodeURIComponent(readFileSync(file, 'utf8'));
  if (!loaded.has(file)) loaded.set(file, import(url));
  return loaded.get(file);
};
globalThis.equal = (is, wanted, what) => {
  if (is !== wanted) throw new Error(what + ': ' + is + ' instead of ' + wanted);
};
for (const file of process.argv.slice(2)) await load(file);
console.log('all tests pass');
`,
};
