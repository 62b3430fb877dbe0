import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { createMemoryFiles, openStore } from '../src/index.js';

test('a key that was set can be read', async () => {
  const store = openStore('store.json', createMemoryFiles());
  await store.set('color', 'red');
  assert.equal(await store.get('color'), 'red');
  assert.equal(await store.get('size'), undefined);
});

test('a deleted key is gone, and delete says whether it was there', async () => {
  const store = openStore('store.json', createMemoryFiles());
  await store.set('color', 'red');
  assert.equal(await store.delete('color'), true);
  assert.equal(await store.delete('color'), false);
  assert.deepEqual(await store.keys(), []);
});

test('what was set one after the other is all there', async () => {
  const store = openStore('store.json', createMemoryFiles());
  for (const key of ['c', 'a', 'b']) await store.set(key, key.toUpperCase());
  assert.deepEqual(await store.keys(), ['a', 'b', 'c']);
});

test('a store on disk is one JSON file, and no temporary file stays', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'tinykv-'));
  try {
    const path = join(folder, 'store.json');
    await openStore(path).set('color', 'red');
    assert.deepEqual(JSON.parse(await readFile(path, 'utf8')), { color: 'red' });
    assert.equal(await openStore(path).get('color'), 'red');
    assert.deepEqual(await readdir(folder), ['store.json']);
  } finally {
    await rm(folder, { recursive: true });
  }
});
