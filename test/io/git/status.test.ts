import { execFileSync } from 'node:child_process';
import { existsSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { readCheckoutState } from '../../../src/io/git/status.ts';
import { makeRealRepo, type RealRepo, unwrap } from '../../helper/real-repo.ts';

async function dirtyOf(real: RealRepo): Promise<Record<string, string>> {
  const { dirty } = unwrap(await readCheckoutState(real.repo));
  return Object.fromEntries(Object.entries(dirty).map(([file, sign]) => [file, sign.slice(0, 4).trim()]));
}

test('every path with a change of the user is named, whatever kind of change, and nothing of .chant/', async () => {
  const real = await makeRealRepo({
    'a.txt': 'a\n',
    'b c.txt': 'b\n',
    'gone.txt': 'x\n',
    'from.txt': 'moved\n',
    '.gitignore': 'build/\n',
  });
  real.write('a.txt', 'changed\n');
  real.write('b c.txt', 'staged\n');
  real.git('add', 'b c.txt');
  rmSync(path.join(real.root, 'gone.txt'));
  real.git('mv', 'from.txt', 'to.txt');
  real.write('new\nfolder/new file', 'new\n');
  real.write('build/ignored', 'x\n');
  real.write('.chant/specs/x.md', 'x\n');
  expect(await dirtyOf(real)).toEqual({
    'a.txt': '1 .M',
    'b c.txt': '1 M.',
    'gone.txt': '1 .D',
    'from.txt': '1 D.',
    'to.txt': '1 A.',
    'new\nfolder/new file': '? ne',
  });
});

test('a clean checkout has nothing, and HEAD is told as a branch or as a commit', async () => {
  const real = await makeRealRepo({ 'a.txt': 'a\n' });
  const commit = real.ask('rev-parse', 'HEAD');
  expect(unwrap(await readCheckoutState(real.repo))).toEqual({
    head: 'ref: refs/heads/main',
    headCommit: commit,
    dirty: {},
  });
  real.git('checkout', '-q', '--detach');
  expect(unwrap(await readCheckoutState(real.repo)).head).toBe(commit);
});

test('files in conflict are named', async () => {
  const real = await makeRealRepo({ 'a b.txt': 'a\n' });
  real.git('checkout', '-q', '-b', 'side');
  real.commit({ 'a b.txt': 'side\n' });
  real.git('checkout', '-q', 'main');
  real.commit({ 'a b.txt': 'main\n' });
  expect(() => real.git('merge', '-q', 'side')).toThrow();
  expect(await dirtyOf(real)).toEqual({ 'a b.txt': 'u UU' });
});

test('a folder that the user replaced by a file, and a name that is no UTF-8, are named', async () => {
  const real = await makeRealRepo({ 'docs/a.md': 'a\n' });
  rmSync(path.join(real.root, 'docs'), { recursive: true });
  real.write('docs', 'now a file\n');
  execFileSync('sh', ['-c', `printf x > "$(printf 'caf\\351')"`], { cwd: real.root });
  expect(Object.keys(await dirtyOf(real))).toEqual(['docs/a.md', 'caf\ufffd', 'docs']);
});

test('a further change of a file that was changed already shows in its sign', async () => {
  const real = await makeRealRepo({ 'a.txt': 'a\n' });
  real.write('a.txt', 'once\n');
  const before = unwrap(await readCheckoutState(real.repo));
  expect(unwrap(await readCheckoutState(real.repo))).toEqual(before);
  real.write('draft', 'twice\n');
  renameSync(path.join(real.root, 'draft'), path.join(real.root, 'a.txt'));
  expect(unwrap(await readCheckoutState(real.repo)).dirty['a.txt']).not.toBe(before.dirty['a.txt']);
});

test('looking takes no lock, and the lock of somebody else is not waited for', async () => {
  const real = await makeRealRepo({ 'a.txt': 'a\n' });
  real.write('.git/index.lock', '');
  real.write('a.txt', 'b\n');
  expect(await dirtyOf(real)).toEqual({ 'a.txt': '1 .M' });
  expect(existsSync(path.join(real.root, '.git/index.lock'))).toBe(true);
});

test('a repository without a commit has no commit to tell', async () => {
  const real = await makeRealRepo();
  real.git('checkout', '-q', '--orphan', 'empty');
  expect(unwrap(await readCheckoutState(real.repo))).toMatchObject({
    head: 'ref: refs/heads/empty',
    headCommit: '(initial)',
  });
});
