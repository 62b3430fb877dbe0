import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createMemoryFiles, openStore } from '../src/index.js';

/**
 * Files whose writes take until everything else has come to a stop. Nothing is left to chance: any call that reads
 * without waiting for the writes before it has read by then, every time.
 */
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

test('issue #1234: two keys that are set at the same time are both kept', async () => {
  const store = openStore('jobs.json', createSlowFiles());
  await Promise.all([store.set('first', 'done'), store.set('second', 'done')]);
  assert.deepEqual(await store.keys(), ['first', 'second']);
});

test('issue #1234: of twenty keys that are set at the same time, none is lost', async () => {
  const store = openStore('jobs.json', createSlowFiles());
  const keys = Array.from({ length: 20 }, (_, index) => `job-${String(index).padStart(2, '0')}`);
  await Promise.all(keys.map((key) => store.set(key, 'done')));
  assert.deepEqual(await store.keys(), keys);
});

test('issue #1234: a key that is deleted while another one is set stays deleted', async () => {
  const store = openStore('jobs.json', createSlowFiles());
  await store.set('old', 'done');
  await Promise.all([store.delete('old'), store.set('new', 'done')]);
  assert.deepEqual(await store.keys(), ['new']);
});
