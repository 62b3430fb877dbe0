import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  findWorktreeGitDir,
  listNestedRepositories,
  readWorktreeGitDir,
  readWorktreeHead,
} from '../../../src/io/workspace/git-dir-of.ts';
import { makeFolder as makeSessionFolder } from '../../../src/io/workspace/make-folder.ts';
import { isOwnWorkspace, makeWorkspace } from '../../../src/io/workspace/make-workspace.ts';
import { listInside, readInside } from '../../../src/io/workspace/read-inside.ts';
import { readPlainFile } from '../../../src/io/workspace/read-plain-file.ts';
import { reclaimFolder } from '../../../src/io/workspace/reclaim-folder.ts';
import { removeFolder } from '../../../src/io/workspace/remove-folder.ts';
import { setAsideNested } from '../../../src/io/workspace/set-aside-nested.ts';
import { writeInside } from '../../../src/io/workspace/write-inside.ts';
import { makeChantRepo, makeFolder } from '../../helper/chant-repo.ts';
import { unwrap } from '../../helper/real-repo.ts';

const isThere = (file: string) => lstatSync(file, { throwIfNoEntry: false }) !== undefined;

describe('makeWorkspace', () => {
  test('makes two empty folders that nobody else can read', () => {
    const tmp = makeFolder();
    const made = unwrap(makeWorkspace(tmp, 'chant-010-v7b', { owner: 'me', random: () => 'rrrr' }));
    expect(made).toEqual({ workspace: `${tmp}/chant-010-v7b`, session: `${tmp}/chant-010-v7b.session` });
    expect([made.workspace, made.session].map((one) => statSync(one).mode & 0o777)).toEqual([0o700, 0o700]);
  });

  test.each([
    ['a folder', (file: string) => mkdirSync(file)],
    ['a link to somebody', (file: string) => symlinkSync('/etc', file)],
    ['a dangling link', (file: string) => symlinkSync('/none', file)],
    ['a file', (file: string) => writeFileSync(file, '')],
  ])('a name that is taken by %s is left alone, and another is made', (_, take) => {
    for (const name of ['chant-x', 'chant-x.session']) {
      const tmp = makeFolder();
      take(`${tmp}/${name}`);
      expect(unwrap(makeWorkspace(tmp, 'chant-x', { owner: 'me', random: () => 'rrrr' })).workspace).toBe(
        `${tmp}/chant-x-rrrr`,
      );
      expect(['chant-x', 'chant-x.session'].filter((one) => isThere(`${tmp}/${one}`))).toEqual([name]);
    }
  });

  test('a temp folder behind a link is taken by its real path, and one that is missing is a failure', () => {
    const tmp = makeFolder();
    symlinkSync(tmp, `${tmp}-link`);
    expect(unwrap(makeWorkspace(`${tmp}-link`, 'chant-x', { owner: 'me', random: () => 'r' })).workspace).toBe(
      `${tmp}/chant-x`,
    );
    writeFileSync(`${tmp}/file`, '');
    expect(makeWorkspace(`${tmp}/file`, 'chant-x', { owner: 'me', random: () => 'r' })).toMatchObject({
      ok: false,
      failure: { kind: 'file-trouble', action: 'create' },
    });
  });

  test('a workspace is known as its owner made it, and as nobody else did', () => {
    const tmp = makeFolder();
    const made = unwrap(makeWorkspace(tmp, 'chant-x', { owner: 'me', random: () => 'rrrr' }));
    const strange = unwrap(makeWorkspace(tmp, 'home', { owner: 'me', random: () => 'rrrr' }));
    const isOwn = (folders: typeof made, owner: string) => isOwnWorkspace(folders, owner, '/repo/.git');
    expect(isOwn(made, 'me')).toBe(true);
    expect([isOwn(made, 'you'), isOwn(strange, 'me')]).toEqual([false, false]);
    expect(isOwn({ ...made, session: tmp }, 'me')).toBe(false);
    rmSync(made.session, { recursive: true });
    expect(isOwn(made, 'me')).toBe(false);
    writeFileSync(`${made.workspace}/.git`, 'gitdir: /repo/.git/worktrees/chant-x\n');
    expect(isOwn(made, 'me')).toBe(true);
    expect(isOwnWorkspace(made, 'me', '/other/.git')).toBe(false);
  });

  test('what stands in the place of a folder of the run is taken away, and nothing behind it', () => {
    const root = makeFolder();
    mkdirSync(`${root}/users`);
    writeFileSync(`${root}/users/file`, 'x');
    mkdirSync(`${root}/folder`);
    symlinkSync(`${root}/users`, `${root}/link`);
    writeFileSync(`${root}/file`, 'x');
    const reclaimed = ['folder', 'link', 'file', 'none'].map((name) => reclaimFolder(`${root}/${name}`));
    expect(reclaimed).toEqual([true, false, false, false]);
    for (const name of ['folder', 'link', 'file', 'none']) expect(readdirSync(`${root}/${name}`)).toEqual([]);
    expect(readFileSync(`${root}/users/file`, 'utf8')).toBe('x');
  });

  test('a folder in the session gets a number where its name is taken', () => {
    const tmp = makeFolder();
    const make = () => path.basename(unwrap(makeSessionFolder(`${tmp}/after`)));
    expect([make(), make(), make()]).toEqual(['after', 'after-2', 'after-3']);
    expect(makeSessionFolder(`${tmp}/none/after`)).toMatchObject({ ok: false, failure: { reason: 'ENOENT' } });
  });
});

describe('readInside', () => {
  test('reads a plain file, and nothing that a link, a pipe or `..` leads to', () => {
    const root = makeFolder();
    writeFileSync(`${root}/a`, 'text');
    mkdirSync(`${root}/dir`);
    symlinkSync('/etc', `${root}/etc`);
    symlinkSync('/etc/passwd', `${root}/dir/link`);
    execFileSync('mkfifo', [`${root}/pipe`]);
    const read = (name: string, max = 100) => readInside(root, name, max)?.toString() ?? null;
    expect([read('a'), read('dir/../a')]).toEqual(['text', 'text']);
    for (const name of [
      'none',
      'dir',
      'dir/link',
      'etc/passwd',
      'pipe',
      'a/b',
      'a/b/c',
      '../a',
      `../${path.basename(root)}x`,
      '/etc/passwd',
      '.',
      '',
    ])
      expect(read(name), name).toBeNull();
    expect([read('a', 4), read('a', 3)]).toEqual(['text', null]);
  });

  test('lists plain files below a folder, without entering links, repositories and installed packages', () => {
    const root = makeFolder();
    for (const name of ['docs/a.md', 'docs/deep/b.md', 'docs/.git/config', 'docs/node_modules/x'])
      unwrap(writeInside(root, name, { data: 'x' }));
    symlinkSync('/etc', `${root}/docs/etc`);
    symlinkSync('/etc/passwd', `${root}/docs/passwd`);
    expect(listInside(root, 'docs').toSorted()).toEqual(['docs/a.md', 'docs/deep/b.md']);
    expect([
      listInside(root, 'none'),
      listInside(root, 'docs/etc'),
      listInside(root, '..'),
      listInside(root, 'docs/a.md/x'),
    ]).toEqual([[], [], [], []]);
  });
});

test('a file is written with its folders and mode, and a place that cannot be written is a failure', () => {
  const root = makeFolder();
  const file = unwrap(writeInside(root, 'bin/deep/chant', { data: '#!/bin/sh\n', mode: 0o755 }));
  expect([readFileSync(file, 'utf8'), statSync(file).mode & 0o777]).toEqual(['#!/bin/sh\n', 0o755]);
  expect(writeInside(file, 'below', { data: '' })).toMatchObject({
    ok: false,
    failure: { kind: 'file-trouble', action: 'write' },
  });
});

test('a file that somebody names is read relative to where he stands, or is a failure with the reason', () => {
  const root = makeFolder();
  writeFileSync(`${root}/a`, 'text');
  expect([readPlainFile(root, 'a'), readPlainFile('/', `${root}/a`)]).toEqual([
    { ok: true, value: 'text' },
    { ok: true, value: 'text' },
  ]);
  expect(readPlainFile(root, 'none')).toMatchObject({ failure: { path: `${root}/none`, reason: 'ENOENT' } });
});

test('a folder is removed whatever modes are in it, without following its links; a missing one is fine', () => {
  const root = makeFolder();
  unwrap(writeInside(root, 'work/locked/deep/file', { data: 'x', mode: 0o000 }));
  unwrap(writeInside(root, 'outside/file', { data: 'x' }));
  symlinkSync(`${root}/outside`, `${root}/work/locked/link`);
  chmodSync(`${root}/work/locked/deep`, 0o000);
  chmodSync(`${root}/work/locked`, 0o500);
  removeFolder(`${root}/work`);
  expect([existsSync(`${root}/work`), existsSync(`${root}/outside/file`)]).toEqual([false, true]);
  removeFolder(`${root}/work`);
});

test('the git directory and the HEAD of a worktree are read as git wrote them', () => {
  const { root, git } = makeChantRepo(null);
  const workTree = path.join(path.dirname(root), 'work');
  git('worktree', 'add', '-q', '-b', 'chant/x', workTree);
  const gitDir = path.join(root, '.git/worktrees/work');
  expect(readWorktreeGitDir(workTree)).toBe(gitDir);
  expect(readWorktreeHead(gitDir)).toBe('ref: refs/heads/chant/x');
  expect(readWorktreeHead(path.join(root, 'none'))).toBe('');
  const guarded = [`${root}/.git/config`, `${gitDir}/gitdir`];
  expect(findWorktreeGitDir(workTree, guarded)).toBe(gitDir);
  rmSync(workTree, { recursive: true });
  expect(findWorktreeGitDir(workTree, guarded)).toBeNull();
});

test('repositories inside of a workspace lose their `.git`, which is kept, and one inside of another is found, too', () => {
  const root = makeFolder();
  const keep = path.join(root, 'keep');
  const work = path.join(root, 'work');
  for (const folder of ['.', 'lib/a', 'lib/a/inner']) execFileSync('git', ['init', '-q', path.join(work, folder)]);
  unwrap(writeInside(work, 'lib/a/file', { data: 'x' }));
  unwrap(writeInside(work, 'sub/.GIT', { data: 'gitdir: /elsewhere\n' }));
  expect([...listNestedRepositories(work)].toSorted()).toEqual(['lib/a', 'sub']);
  expect([...setAsideNested(work, keep)].toSorted()).toEqual(['lib/a', 'lib/a/inner', 'sub']);
  expect(
    ['.git', 'lib/a/.git', 'lib/a/inner/.git', 'lib/a/file'].map((name) => existsSync(path.join(work, name))),
  ).toEqual([true, false, false, true]);
  expect(
    ['lib__a/.git/HEAD', 'lib__a__inner/.git/HEAD', 'sub/.GIT'].map((name) => existsSync(path.join(keep, name))),
  ).toEqual([true, true, true]);
  expect(setAsideNested(work, keep)).toEqual([]);
});
