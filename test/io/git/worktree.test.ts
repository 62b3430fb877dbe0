import { existsSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { addWorktree, forgetWorktree, listWorktrees, parseWorktrees } from '../../../src/io/git/worktree.ts';
import { makeRealRepo, unwrap } from '../../helper/real-repo.ts';

test('reads what git prints of a bare repository, a branch, a detached and a locked worktree', () => {
  const text = [
    'worktree /repo.git\0bare\0\0',
    'worktree /a b\nc\0HEAD 3f9a809\0branch refs/heads/main\0\0',
    'worktree /d\0HEAD 8ab01cd\0detached\0\0',
    'worktree /e\0HEAD 8ab01cd\0branch refs/heads/chant/x\0locked being\nmoved\0prunable gitdir file points to non-existent location\0\0',
  ].join('');
  expect(parseWorktrees(text)).toEqual([
    { path: '/repo.git', head: null, branch: null, bare: true },
    { path: '/a b\nc', head: '3f9a809', branch: 'refs/heads/main', bare: false },
    { path: '/d', head: '8ab01cd', branch: null, bare: false },
    { path: '/e', head: '8ab01cd', branch: 'refs/heads/chant/x', bare: false },
  ]);
  expect(parseWorktrees('')).toEqual([]);
});

test('a worktree is made in an empty folder on a new branch, listed, and forgotten when its folder is gone', async () => {
  const real = await makeRealRepo({ 'a.txt': 'a\n' });
  const folder = path.join(path.dirname(real.root), 'a b\nc');
  mkdirSync(folder);
  const commit = real.ask('rev-parse', 'HEAD');
  real.git('update-ref', 'refs/remotes/origin/main', commit);
  real.git('config', 'branch.autoSetupMerge', 'always');
  unwrap(await addWorktree(real.repo, { path: folder, commit, branch: 'chant/x' }));
  expect(unwrap(await listWorktrees(real.repo))).toMatchObject([
    { path: real.root, branch: 'refs/heads/main' },
    { path: folder, head: commit, branch: 'refs/heads/chant/x' },
  ]);
  expect(existsSync(path.join(folder, 'a.txt'))).toBe(true);
  expect(real.git('config', '--list')).not.toContain('branch.chant/x');
  rmSync(folder, { recursive: true });
  unwrap(await forgetWorktree(real.repo, folder));
  expect(unwrap(await listWorktrees(real.repo))).toHaveLength(1);
  unwrap(await forgetWorktree(real.repo, folder));
});

test('hooks of the repository do not run in a new worktree, and a locked one is forgotten', async () => {
  const real = await makeRealRepo();
  real.write('.git/hooks/post-checkout', '#!/bin/sh\ntouch ran\n');
  real.git('config', 'core.fileMode', 'true');
  const folder = path.join(path.dirname(real.root), 'detached');
  unwrap(await addWorktree(real.repo, { path: folder, commit: 'HEAD', branch: null }));
  expect(existsSync(path.join(folder, 'ran'))).toBe(false);
  real.git('worktree', 'lock', folder);
  rmSync(folder, { recursive: true });
  unwrap(await forgetWorktree(real.repo, folder));
  expect(unwrap(await listWorktrees(real.repo))).toHaveLength(1);
});

test("a user's worktree whose disk is not there now is not forgotten with another", async () => {
  const real = await makeRealRepo();
  const [users, ours] = ['users', 'ours'].map((name) => path.join(path.dirname(real.root), name));
  for (const folder of [users, ours]) real.git('worktree', 'add', '-q', '--detach', folder ?? '');
  rmSync(users ?? '', { recursive: true });
  rmSync(ours ?? '', { recursive: true });
  unwrap(await forgetWorktree(real.repo, ours ?? ''));
  expect(unwrap(await listWorktrees(real.repo)).map((one) => one.path)).toEqual([real.root, users]);
});
