import { expect, test } from 'vitest';
import { parseFolder } from '../../../src/core/forge/parse-folder.ts';

test.each([
  ['/srv/git/store.git', '/srv/git', 'store.git'],
  ['file:///srv/git/store', '/srv/git', 'store'],
  ['/store/', '/', 'store'],
])('%s is a folder', (url, owner, name) => {
  expect(parseFolder(url)).toEqual({ server: 'file://', owner, name });
});

test.each([
  ['../store'],
  ['store'],
  ['/'],
  [''],
  ['https://github.com/acme/store.git'],
  ['git@github.com:acme/store'],
  ['/srv/a\nb'],
])('%j is none that can be told from anywhere', (url) => {
  expect(parseFolder(url)).toBeNull();
});
