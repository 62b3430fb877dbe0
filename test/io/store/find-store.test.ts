import { mkdirSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { findStore, placeStore } from '../../../src/io/store/find-store.ts';
import { makeChantRepo, makeFolder } from '../../helper/chant-repo.ts';

test('from a folder deep in the checkout the store at its root is found', () => {
  const repo = makeChantRepo({ '.chant/config.md': '', 'src/a/b.ts': '' });
  expect(findStore(path.join(repo.root, 'src/a'))).toEqual({
    ok: true,
    value: {
      root: repo.root,
      dir: path.join(repo.root, '.chant'),
      runsDir: path.join(repo.root, '.chant/runs'),
      cacheDir: path.join(repo.root, '.chant/cache'),
      home: repo.root,
    },
  });
});

test('a linked worktree with a .chant of its own uses it, and shares runs and cache with the main checkout', () => {
  const repo = makeChantRepo();
  repo.git('add', '-A');
  repo.git('commit', '-qm', 'chant');
  const tree = path.join(path.dirname(repo.root), 'tree');
  repo.git('worktree', 'add', '-q', tree);
  const found = findStore(tree);
  expect(found).toMatchObject({ ok: true, value: { root: tree, dir: path.join(tree, '.chant'), home: repo.root } });
  expect(found).toMatchObject({ value: { runsDir: path.join(repo.root, '.chant/runs') } });
});

test('a linked worktree without a .chant uses the one of the main checkout (silent mode)', () => {
  const repo = makeChantRepo();
  const tree = path.join(path.dirname(repo.root), 'tree');
  repo.git('worktree', 'add', '-q', tree);
  expect(findStore(tree)).toMatchObject({ ok: true, value: { root: tree, dir: path.join(repo.root, '.chant') } });
});

test('a worktree of a bare repository is its own home', () => {
  const repo = makeChantRepo();
  repo.git('add', '-A');
  repo.git('commit', '-qm', 'chant');
  const folder = path.dirname(repo.root);
  repo.git('clone', '-q', '--bare', '.', path.join(folder, 'bare'));
  const tree = path.join(folder, 'tree');
  repo.git('-C', path.join(folder, 'bare'), 'worktree', 'add', '-q', tree);
  expect(findStore(tree)).toMatchObject({ ok: true, value: { root: tree, home: tree } });
});

test('a submodule is a checkout of its own', () => {
  const repo = makeChantRepo();
  const inner = makeChantRepo({ '.chant/config.md': '' });
  inner.git('add', '-A');
  inner.git('commit', '-qm', 'chant');
  repo.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', inner.root, 'inner');
  const root = path.join(repo.root, 'inner');
  expect(findStore(root)).toMatchObject({ ok: true, value: { root, home: root } });
});

test('a symlink to a folder of the checkout leads to the real one', () => {
  const repo = makeChantRepo({ '.chant/config.md': '', 'src/a.ts': '' });
  const link = path.join(makeFolder(), 'link');
  symlinkSync(path.join(repo.root, 'src'), link);
  expect(findStore(link)).toMatchObject({ ok: true, value: { root: repo.root } });
});

test('outside of any repository, or in a folder that is not there, the failure says so', () => {
  const folder = makeFolder();
  expect(findStore(folder)).toEqual({ ok: false, failure: { kind: 'not-a-repository', path: folder } });
  const gone = path.join(folder, 'gone');
  expect(findStore(gone)).toEqual({ ok: false, failure: { kind: 'not-a-repository', path: gone } });
});

test('an empty .git folder and a .git file that leads nowhere are no repository', () => {
  const folder = makeFolder();
  mkdirSync(path.join(folder, 'a/.git'), { recursive: true });
  mkdirSync(path.join(folder, 'b'));
  writeFileSync(path.join(folder, 'b/.git'), 'gitdir: /nowhere/at/all\n');
  for (const name of ['a', 'b']) {
    expect(findStore(path.join(folder, name))).toMatchObject({ failure: { kind: 'not-a-repository' } });
  }
});

test('a repository without .chant is a failure that names its root, and still a place for one', () => {
  const repo = makeChantRepo(null);
  expect(findStore(repo.root)).toEqual({ ok: false, failure: { kind: 'no-chant-folder', path: repo.root } });
  expect(placeStore(repo.root)).toMatchObject({
    ok: true,
    value: { dir: path.join(repo.root, '.chant'), exists: false },
  });
  expect(realpathSync(repo.root)).toBe(repo.root);
});
