import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applyBatch, createMemoryFiles, openStore } from '../src/index.js';

test('a batch sets and deletes in the order given', async () => {
  const files = createMemoryFiles();
  const store = openStore('store.json', files);
  await store.set('old', 1);
  await applyBatch('store.json', [{ set: 'new', to: 2 }, { delete: 'old' }, { set: 'new', to: 3 }], files);
  assert.deepEqual(await store.keys(), ['new']);
  assert.equal(await store.get('new'), 3);
});

test('a batch with a bad change changes nothing', async () => {
  const files = createMemoryFiles();
  const changes = [{ set: 'a', to: 1 }, { replace: 'b' }];
  await assert.rejects(applyBatch('store.json', changes, files), TypeError);
  assert.equal(await files.read('store.json'), null);
});
