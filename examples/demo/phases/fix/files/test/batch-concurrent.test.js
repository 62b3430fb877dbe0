import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applyBatch, createMemoryFiles, openStore } from '../src/index.js';

/** Files whose writes take until everything else has come to a stop. */
function createSlowFiles() {
  const files = createMemoryFiles();
  return {
    read: files.read,

    async write(path, text) {
      await new Promise((resolve) => setImmediate(resolve));
      await files.write(path, text);
    },
  };
}

test('two batches at the same time are both kept', async () => {
  const files = createSlowFiles();
  await Promise.all([
    applyBatch('jobs.json', [{ set: 'first', to: 1 }], files),
    applyBatch('jobs.json', [{ set: 'second', to: 2 }], files),
  ]);
  assert.deepEqual(await openStore('jobs.json', files).keys(), ['first', 'second']);
});

test('a batch and a set at the same time are both kept', async () => {
  const files = createSlowFiles();
  const store = openStore('jobs.json', files);
  await Promise.all([applyBatch('jobs.json', [{ set: 'batch', to: 1 }], files), store.set('single', 2)]);
  assert.deepEqual(await store.keys(), ['batch', 'single']);
});

test('a batch that fails lets the next write go on', async () => {
  const files = createSlowFiles();
  const store = openStore('jobs.json', files);
  const bad = applyBatch('jobs.json', [{ replace: 'x' }], files);
  await Promise.all([assert.rejects(bad, TypeError), store.set('after', 1)]);
  assert.deepEqual(await store.keys(), ['after']);
});
