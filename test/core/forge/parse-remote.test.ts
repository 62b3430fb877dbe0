import { expect, test } from 'vitest';
import { parseRemote } from '../../../src/core/forge/parse-remote.ts';

test.each([
  ['https://github.com/acme/store.git', 'https://github.com'],
  ['https://github.com/acme/store', 'https://github.com'],
  ['https://me:secret@github.com/acme/store.git/', 'https://github.com'],
  ['https://git.example.org:8443/sub/acme/store.git', 'https://git.example.org:8443/sub'],
  ['http://127.0.0.1:3000/acme/store.git', 'http://127.0.0.1:3000'],
  ['git@github.com:acme/store.git', 'https://github.com'],
  ['github.com:acme/store', 'https://github.com'],
  ['ssh://git@codeberg.org/acme/store.git', 'https://codeberg.org'],
  ['ssh://git@ssh.github.com:443/acme/store.git', 'https://github.com'],
])('%s is acme/store at %s', (url, server) => {
  expect(parseRemote(url)).toEqual({ server, owner: 'acme', name: 'store' });
});

test.each([
  ['/srv/git/store.git'],
  ['../store'],
  ['file:///srv/acme/store.git'],
  ['C:/acme/store'],
  ['https://github.com/store'],
  ['http://github.com/acme/store.git'],
  ['ext::sh -c touch% /tmp/pwned'],
  ['git@github.com:../store.git'],
  ['git@-oProxyCommand=x:acme/store'],
  ['https://github.com/acme/-x'],
  ['https://github.com/acme/store.git\nx'],
  [''],
])('%j is no repository on a forge', (url) => {
  expect(parseRemote(url)).toBeNull();
});
