import { existsSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { fastForward, mergeInto, replayOnto } from '../../../src/io/git/merge.ts';
import { makeRealRepo, type RealRepo, unwrap } from '../../helper/real-repo.ts';

const identity = { name: 'Lander', email: 'lander@example.com' };
const text = 'one\ntwo\nthree\nfour\nfive\n';

/** `main` and `work` with a commit of their own each, and a detached worktree on `main`. */
async function fork(ours: Record<string, string>, theirs: Record<string, string>) {
  const real = await makeRealRepo({ 'a.txt': text, 'b.txt': text });
  real.git('branch', 'base');
  real.git('checkout', '-q', '-b', 'work');
  const work = real.commit(theirs, 'work');
  real.git('checkout', '-q', 'main');
  const main = real.commit(ours, 'main');
  const workTree = path.join(path.dirname(real.root), 'landing');
  real.git('worktree', 'add', '-q', '--detach', workTree, 'main');
  return { ...real, work, main, at: { workTree, gitDir: path.join(real.root, '.git/worktrees/landing') } };
}

describe('mergeInto', () => {
  test('gives the tree of both, and moves nothing', async () => {
    const { repo, at, work, main, ask } = await fork({ 'b.txt': 'main\n' }, { 'a.txt': 'work\n' });
    const merged = unwrap(await mergeInto(repo, at, { commit: work, identity }));
    const tree = merged.kind === 'merged' ? merged.tree : '';
    expect([ask('show', `${tree}:a.txt`), ask('show', `${tree}:b.txt`)]).toEqual(['work', 'main']);
    expect([ask('rev-parse', 'main'), ask('-C', at.workTree, 'rev-parse', 'HEAD')]).toEqual([main, main]);
  });

  test('names the files in conflict, also one that was changed here and removed there', async () => {
    const changed = (by: string) => ({ 'a.txt': text.replace('two', by), 'new [x]\n.txt': by });
    const { repo, at, git, root, ask } = await fork({ ...changed('main'), 'b.txt': 'main\n' }, changed('work'));
    git('checkout', '-q', 'work');
    rmSync(path.join(root, 'b.txt'));
    git('commit', '-qam', 'without b');
    const merged = unwrap(await mergeInto(repo, at, { commit: ask('rev-parse', 'work'), identity }));
    expect(merged).toEqual({ kind: 'conflict', files: ['a.txt', 'b.txt', 'new [x]\n.txt'] });
  });

  test("hooks, signatures and the user's own way of merging play no part", async () => {
    const { repo, at, work, git, write } = await fork({ 'b.txt': 'main\n' }, { 'a.txt': 'work\n' });
    for (const hook of ['pre-merge-commit', 'commit-msg', 'post-merge'])
      write(`.git/hooks/${hook}`, '#!/bin/sh\nexit 1\n');
    git('config', 'merge.verifySignatures', 'true');
    git('config', 'merge.ff', 'only');
    git('config', 'commit.gpgSign', 'true');
    git('config', 'branch.main.mergeOptions', '--squash');
    expect(unwrap(await mergeInto(repo, at, { commit: work, identity })).kind).toBe('merged');
  });
});

describe('replayOnto', () => {
  test('puts every commit on the tip, with its author and message, and an empty one too', async () => {
    const { repo, at, git, ask } = await fork({ 'b.txt': 'main\n' }, { 'a.txt': 'work\n' });
    git('checkout', '-q', 'work');
    git('-c', 'user.name=Agent', 'commit', '-q', '--allow-empty', '-m', 'nothing yet');
    git('config', 'commit.gpgSign', 'true');
    const commits = ask('rev-list', '--reverse', 'main..work').split('\n');
    const replayed = unwrap(await replayOnto(repo, at, { commits, identity }));
    const tip = replayed.kind === 'replayed' ? replayed.commit : '';
    expect(ask('log', '--format=%s %an %cn', `main..${tip}`)).toBe('nothing yet Agent Lander\nwork Test Lander');
    expect(ask('rev-parse', `${tip}~2`)).toBe(ask('rev-parse', 'main'));
  });

  test('names the files in conflict', async () => {
    const { repo, at, work } = await fork({ 'a.txt': 'main\n' }, { 'a.txt': 'work\n' });
    expect(unwrap(await replayOnto(repo, at, { commits: [work], identity }))).toEqual({
      kind: 'conflict',
      files: ['a.txt'],
    });
  });
});

describe('fastForward', () => {
  /** `main` is checked out one commit behind `next`, which changes a.txt and adds new/file. */
  async function behind(): Promise<
    RealRepo & { readonly next: string; move(): Promise<string | null>; look(): string }
  > {
    const real = await makeRealRepo({ 'a.txt': 'a\n', 'b.txt': 'b\n' });
    real.git('checkout', '-q', '-b', 'next');
    const next = real.commit({ 'a.txt': 'next\n', 'new/file': 'next\n' });
    real.git('checkout', '-q', 'main');
    const move = async () =>
      unwrap(
        await fastForward(real.repo, real.root, { commit: next, branch: 'refs/heads/main', why: 'chant: landed x' }),
      );
    return { ...real, next, move, look: () => real.git('rev-parse', 'main') + real.git('status', '--porcelain') };
  }

  test('brings the files along, leaves what is not in the way, and tells the log why', async () => {
    const { move, ask, read, write, next } = await behind();
    write('b.txt', 'mine\n');
    expect(await move()).toBeNull();
    expect([ask('rev-parse', 'main'), read('a.txt'), read('new/file')]).toEqual([next, 'next\n', 'next\n']);
    expect(ask('status', '--porcelain')).toBe(' M b.txt');
    expect(ask('reflog', '-1', '--format=%gs', 'main')).toContain('chant: landed x');
  });

  const obstacles: readonly [string, (real: RealRepo) => void][] = [
    ['an uncommitted change of the same file', ({ write }) => write('a.txt', 'mine\n')],
    [
      'a staged change of the same file',
      ({ write, git }) => {
        write('a.txt', 'mine\n');
        git('add', 'a.txt');
      },
    ],
    ['an untracked file where one is added', ({ write }) => write('new/file', 'mine\n')],
    [
      'a merge in progress',
      ({ git }) => {
        git('branch', 'side', 'HEAD~1');
        git('commit', '-q', '--allow-empty', '-m', 'ahead');
        git('reset', '-q', '--hard', 'HEAD~1');
        git('checkout', '-q', 'side');
        git('commit', '-q', '--allow-empty', '-m', 'side');
        git('checkout', '-q', 'main');
        git('merge', '-q', '--no-ff', '--no-commit', 'side');
      },
    ],
    ['a commit of its own', ({ git }) => void git('commit', '-q', '--allow-empty', '-m', 'ahead')],
    ['a locked index', ({ write }) => write('.git/index.lock', '')],
  ];

  test.each(obstacles)('stops at %s, says why, and changes nothing', async (_, prepare) => {
    const real = await behind();
    prepare(real);
    const before = real.look();
    expect(await real.move()).toMatch(/\w/);
    expect(real.look()).toBe(before);
    expect(existsSync(path.join(real.root, 'new/file'))).toBe(before.includes('new/'));
  });

  test('the user may have configured every merge to be a commit', async () => {
    const { git, move } = await behind();
    git('config', 'merge.ff', 'false');
    git('config', 'pull.rebase', 'true');
    git('config', 'branch.main.mergeOptions', '--squash');
    expect(await move()).toBeNull();
  });

  test('an ignored file of the user where one is added is not written over', async () => {
    const { move, write, read } = await behind();
    write('.git/info/exclude', 'new/\n');
    write('new/file', 'mine\n');
    expect(await move()).toMatch(/new\/file/);
    expect(read('new/file')).toBe('mine\n');
  });

  test('a link of the user to elsewhere where a folder would be is not followed', async () => {
    const { root, move } = await behind();
    symlinkSync(path.dirname(root), path.join(root, 'new'));
    expect(await move()).toMatch(/new/);
    expect(existsSync(path.join(path.dirname(root), 'file'))).toBe(false);
  });
});
