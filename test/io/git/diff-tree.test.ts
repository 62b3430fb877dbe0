import { execFileSync } from 'node:child_process';
import { chmodSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { listChanges, parseRawDiff } from '../../../src/io/git/diff-tree.ts';
import { makeRealRepo, unwrap } from '../../helper/real-repo.ts';

const zero = '0'.repeat(40);
const one = '3f9a809d0c1c1d8e4e3bbd5f5c3f4b4f0a3f9a80';

test.each([
  [`:100644 100644 ${one} ${one} M\0src/store.js\0`, 'modified', 'src/store.js', '100644'],
  [`:000000 100755 ${zero} ${one} A\0a b\tc\nd\0`, 'added', 'a b\tc\nd', '100755'],
  [`:100644 000000 ${one} ${zero} D\0gone\0`, 'deleted', 'gone', '000000'],
  [`:100644 120000 ${one} ${one} T\0link\0`, 'type-changed', 'link', '120000'],
  [`:160000 160000 ${one} ${zero} M\0vendor\0`, 'modified', 'vendor', '160000'],
  [
    `:100644 100644 ${one.repeat(2).slice(0, 64)} ${one.repeat(2).slice(0, 64)} M\0sha256\0`,
    'modified',
    'sha256',
    '100644',
  ],
])('reads %j', (text, status, name, mode) => {
  expect(parseRawDiff(text)).toMatchObject([{ change: { path: name, status, mode, linkTarget: null } }]);
});

test('reads several changes, and a path that looks like a change', () => {
  const text = `:100644 100644 ${one} ${one} M\0:100644 x\0:000000 100644 ${zero} ${one} A\0b\0`;
  expect(parseRawDiff(text).map(({ change }) => change.path)).toEqual([':100644 x', 'b']);
  expect(parseRawDiff('')).toEqual([]);
});

test('every kind of change between two commits is listed, a rename as both of its sides', async () => {
  const real = await makeRealRepo({
    'a.txt': 'a\n',
    'b.txt': 'b\n',
    'old name': 'the same\nlines\n',
    run: 'x\n',
    'to-link': 'x\n',
  });
  for (const name of ['b.txt', 'old name', 'to-link']) rmSync(path.join(real.root, name));
  symlinkSync('../outside', path.join(real.root, 'to-link'));
  chmodSync(path.join(real.root, 'run'), 0o755);
  real.commit({ 'a.txt': 'A\n', 'new\nname': 'the same\nlines\n', 'ünï [x]*': 'u\n' });
  const changes = unwrap(await listChanges(real.repo, 'HEAD~1', 'HEAD'));
  expect(changes.map(({ path: name, status, mode, linkTarget }) => [name, status, mode, linkTarget])).toEqual([
    ['a.txt', 'modified', '100644', null],
    ['b.txt', 'deleted', '000000', null],
    ['new\nname', 'added', '100644', null],
    ['old name', 'deleted', '000000', null],
    ['run', 'modified', '100755', null],
    ['to-link', 'type-changed', '120000', '../outside'],
    ['ünï [x]*', 'added', '100644', null],
  ]);
});

test('a name that is no UTF-8 is listed all the same', async () => {
  const real = await makeRealRepo();
  execFileSync('sh', ['-c', `printf x > "$(printf 'caf\\351.txt')"; git add -A; git commit -qm more`], {
    cwd: real.root,
  });
  const changes = unwrap(await listChanges(real.repo, 'HEAD~1', 'HEAD'));
  expect(changes.map((change) => [change.status, change.path])).toEqual([['added', 'caf\ufffd.txt']]);
});

test('a diff that the user has configured to look otherwise is read as it is', async () => {
  const real = await makeRealRepo({ 'a.txt': 'a\n' });
  for (const [key, value] of [
    ['diff.renames', 'copies'],
    ['diff.noprefix', 'true'],
    ['core.quotePath', 'true'],
    ['core.abbrev', '4'],
    ['color.ui', 'always'],
    ['diff.relative', 'true'],
    ['diff.external', 'false'],
  ])
    real.git('config', key ?? '', value ?? '');
  real.commit({ 'ä.txt': 'a\n' });
  expect(unwrap(await listChanges(real.repo, 'HEAD~1', 'HEAD')).map((change) => change.path)).toEqual(['ä.txt']);
});
