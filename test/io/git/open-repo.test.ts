import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { buildGitEnvironment } from '../../../src/io/git/git-environment.ts';
import { openRepo } from '../../../src/io/git/open-repo.ts';
import { readEditor } from '../../../src/io/git/read-editor.ts';
import { readIdentity } from '../../../src/io/git/read-identity.ts';
import { readConfigValue } from '../../../src/io/git/read-config-value.ts';
import { runGit } from '../../../src/io/git/run-git.ts';
import { makeFolder } from '../../helper/chant-repo.ts';
import { makeRealRepo, unwrap } from '../../helper/real-repo.ts';

test('a repository is opened from its root, from a folder inside, and from a worktree', async () => {
  const { root, git } = await makeRealRepo({ 'dir/a': 'a\n' });
  const other = path.join(path.dirname(root), 'other');
  git('worktree', 'add', '-q', '--detach', other);
  const gitDir = path.join(root, '.git');
  expect(unwrap(await openRepo(root, process.env))).toMatchObject({ root, gitDir, commonDir: gitDir });
  expect(unwrap(await openRepo(path.join(root, 'dir'), process.env))).toMatchObject({
    root,
    gitDir,
    commonDir: gitDir,
  });
  expect(unwrap(await openRepo(other, process.env))).toMatchObject({
    root: other,
    gitDir: `${gitDir}/worktrees/other`,
    commonDir: gitDir,
  });
});

test('a folder outside of every repository is no repository', async () => {
  const folder = makeFolder();
  expect(await openRepo(folder, process.env)).toEqual({
    ok: false,
    failure: { kind: 'not-a-repository', path: folder },
  });
});

test('variables of a hook that chant was called from do not lead git to the repository of the hook', async () => {
  const { root } = await makeRealRepo();
  const elsewhere = await makeRealRepo();
  const env = {
    ...process.env,
    GIT_DIR: `${elsewhere.root}/.git`,
    GIT_WORK_TREE: elsewhere.root,
    GIT_INDEX_FILE: '/none',
    GIT_PREFIX: 'x/',
  };
  expect(unwrap(await openRepo(root, env)).root).toBe(root);
});

test("git is asked in plain English, without questions, and keeps the user's other variables", () => {
  const env = buildGitEnvironment({
    PATH: '/bin',
    LANG: 'de_DE',
    LC_ALL: 'de_DE',
    GIT_AUTHOR_NAME: 'Ada',
    GIT_DIR: '/x',
    GIT_EDITOR: 'vi',
    NONE: undefined,
  });
  expect(env).toEqual({
    PATH: '/bin',
    LANG: 'de_DE',
    GIT_AUTHOR_NAME: 'Ada',
    LC_ALL: 'C',
    GIT_TERMINAL_PROMPT: '0',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_EDITOR: 'true',
    GIT_NO_REPLACE_OBJECTS: '1',
  });
});

test("commits are made under the user's name, under one from the environment, or under chant's own", async () => {
  const { repo, git } = await makeRealRepo();
  git('config', 'user.name', 'Ada Lovelace');
  expect(unwrap(await readIdentity(repo))).toEqual({ name: 'Ada Lovelace', email: 'test@example.com' });
  expect(await readConfigValue(repo, 'user.name')).toBe('Ada Lovelace');
  const env = { ...repo.env, GIT_AUTHOR_NAME: 'Env', GIT_AUTHOR_EMAIL: 'env@example.com' };
  expect(unwrap(await readIdentity({ ...repo, env }))).toEqual({ name: 'Env', email: 'env@example.com' });
  const nobody = { ...repo, env: { ...repo.env, GIT_CONFIG_GLOBAL: '/dev/null' } };
  git('config', '--unset', 'user.name');
  expect(unwrap(await readIdentity(nobody))).toEqual({ name: 'chant', email: 'chant@localhost' });
  expect(await readConfigValue(nobody, 'user.name')).toBeNull();
});

test("the editor is the one that the user has told git, and not the one that keeps chant's git quiet", async () => {
  const { repo, git } = await makeRealRepo();
  expect(await readEditor(repo)).toBeNull();
  git('config', 'core.editor', 'code --wait');
  expect(await readEditor(repo)).toBe('code --wait');
});

test('a status that nobody has declared is a failure with the words of git; a declared one is an answer', async () => {
  const { repo } = await makeRealRepo();
  const args = ['rev-parse', '--verify', '--quiet', 'none'];
  expect(await runGit(repo, args)).toMatchObject({
    ok: false,
    failure: { kind: 'git-failed', argv: args, exitCode: 1 },
  });
  expect(unwrap(await runGit(repo, args, { expect: [1] })).exitCode).toBe(1);
  expect(await runGit(repo, ['no-such-command'])).toMatchObject({
    failure: { stderr: expect.stringContaining('no-such-command') },
  });
});

test('a tree that says it belongs to another repository is asked in the one that it was made from', async () => {
  const { repo, root, git, ask } = await makeRealRepo({ a: 'a\n' });
  const workTree = path.join(path.dirname(root), 'work');
  git('worktree', 'add', '-q', '--detach', workTree);
  const elsewhere = await makeRealRepo();
  const at = { workTree, gitDir: path.join(root, '.git/worktrees/work') };
  writeFileSync(path.join(workTree, '.git'), `gitdir: ${elsewhere.root}/.git\n`);
  expect(unwrap(await runGit(repo, ['rev-parse', 'HEAD'], { at })).stdout.trim()).toBe(ask('rev-parse', 'HEAD'));
  rmSync(path.join(workTree, '.git'));
  expect(unwrap(await runGit(repo, ['status', '--porcelain'], { at })).stdout).toBe('');
});

test('programs that the configuration names for watching files and for hooks do not run', async () => {
  const { repo, root, git, write } = await makeRealRepo({ a: 'a\n' });
  mkdirSync(path.join(root, '.git/programs'));
  const program = path.join(root, '.git/programs/run');
  writeFileSync(program, `#!/bin/sh\ntouch '${root}/.git/ran'\n`, { mode: 0o755 });
  for (const hook of ['pre-commit', 'post-commit', 'reference-transaction', 'post-index-change'])
    writeFileSync(path.join(root, '.git/hooks', hook), `#!/bin/sh\n${program}\n`, { mode: 0o755 });
  git('config', 'core.fsmonitor', program);
  git('config', 'core.pager', program);
  git('config', 'core.editor', program);
  rmSync(path.join(root, '.git/ran'), { force: true });
  write('a', 'b\n');
  for (const args of [['status'], ['commit', '-qam', 'x'], ['commit', '--amend', '-q'], ['log']])
    unwrap(await runGit(repo, args));
  expect(existsSync(path.join(root, '.git/ran'))).toBe(false);
});
