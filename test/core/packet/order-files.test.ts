import { expect, test } from 'vitest';
import { judgeFileKind } from '../../../src/core/packet/file-kind.ts';
import { namesPath, orderFiles } from '../../../src/core/packet/order-files.ts';

test('the test that shows the bug comes first, then the fix as the research lists it, then tests, documents, by-products', () => {
  const paths = [
    'docs/storage.md',
    'package-lock.json',
    'src/batch.js',
    'src/lock.js',
    'src/unlisted.js',
    'test/batch.test.js',
    'test/concurrent.test.js',
    'tests/guarded.rs',
  ];
  const ordered = orderFiles(paths, {
    redRuns: ['node --test ./test/concurrent.test.js'],
    protect: ['tests/guarded.rs'],
    listed: ['src/lock.js', 'src/batch.js', 'docs/storage.md'],
  });
  expect(ordered.map(({ path, role }) => `${role} ${path}`)).toEqual([
    'proof test/concurrent.test.js',
    'proof tests/guarded.rs',
    'fix src/lock.js',
    'fix src/batch.js',
    'fix src/unlisted.js',
    'test test/batch.test.js',
    'document docs/storage.md',
    'other package-lock.json',
  ]);
});

test.each([
  ['src/store.rs', 'code'],
  ['tests/storage/concurrent_test.rs', 'test'],
  ['src/store.test.ts', 'test'],
  ['pkg/store_test.go', 'test'],
  ['test_store.py', 'test'],
  ['src/StoreTest.java', 'test'],
  ['src/contest.js', 'code'],
  ['docs/conf.py', 'document'],
  ['CHANGELOG', 'document'],
  ['go.sum', 'lock'],
  ['.github/workflows/ci.yml', 'settings'],
  ['Makefile', 'settings'],
])('%s is %s', (path, kind) => {
  expect(judgeFileKind(path)).toBe(kind);
});

test.each([
  ['`src/a.js:12` and more', true],
  ['see src/a.js.', true],
  ['run ./src/a.js', true],
  ['(src/a.js)', true],
  ['lib/src/a.js', false],
  ['src/a.json', false],
  ['src/a.js/b', false],
  ['src/a.js.map', false],
  ['lib/src/a.js, then src/a.js', true],
])('%s names src/a.js: %s', (text, is) => {
  expect(namesPath(text, 'src/a.js')).toBe(is);
});
