import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { readGuardedFiles, restoreGuardedFiles } from '../../../src/io/git/guarded-files.ts';
import type { Touched } from '../../../src/core/plan/collected.ts';
import type { Repo } from '../../../src/io/git/repo.ts';
import { makeChantRepo } from '../../helper/chant-repo.ts';

interface Guard {
  readonly git: string;
  /** Workspace of a run. */
  readonly workspace: string;
  readonly home: string;
  /** What is kept of a replaced `.git`. */
  readonly kept: string;
  write(file: string, text: string): void;
  restore(): readonly Touched[];
}

/** Looks at a repository with one workspace; `before` may change it first. */
function guard(before: (repo: { readonly git: string; readonly home: string }) => void = () => {}): Guard {
  const { root, git } = makeChantRepo(null);
  const beside = path.dirname(root);
  const home = path.join(beside, 'home');
  const workspace = path.join(beside, 'work');
  mkdirSync(home);
  git('worktree', 'add', '-q', '-b', 'chant/x', workspace);
  const gitDir = path.join(root, '.git');
  before({ git: gitDir, home });
  const repo: Repo = { root, gitDir, commonDir: gitDir, env: { HOME: home } };
  const seen = readGuardedFiles(repo, { workTree: workspace, gitDir: path.join(gitDir, 'worktrees/work') });
  // Whoever recovers a run has it from a file.
  const kept = path.join(beside, 'kept');
  return {
    git: gitDir,
    workspace,
    home,
    kept,
    write: (file, text) => writeFileSync(file, text),
    restore: () => restoreGuardedFiles(JSON.parse(JSON.stringify(seen)), { suffix: 'was', folder: kept, until: null }),
  };
}

function names(touched: readonly Touched[]): readonly string[] {
  return touched.map((one) => `${one.what} ${one.name}${one.byAgent ? '' : ' (told)'}`);
}

test('nothing is touched where nothing has changed', () => {
  expect(guard().restore()).toEqual([]);
});

test('a hook that appears is moved aside, and cannot run under its new name', () => {
  const { git, restore } = guard();
  writeFileSync(`${git}/hooks/pre-commit`, 'evil', { mode: 0o755 });
  expect(names(restore())).toEqual(['hook pre-commit']);
  expect(existsSync(`${git}/hooks/pre-commit`)).toBe(false);
  expect(readFileSync(`${git}/hooks/pre-commit.was`, 'utf8')).toBe('evil');
  expect(statSync(`${git}/hooks/pre-commit.was`).mode & 0o111).toBe(0);
  expect(restore()).toEqual([]);
});

test('a hook that is changed, made executable or removed is as it was', () => {
  const { git, restore } = guard(({ git: dir }) => {
    writeFileSync(`${dir}/hooks/pre-commit`, 'good', { mode: 0o755 });
    writeFileSync(`${dir}/hooks/pre-push`, 'asleep', { mode: 0o644 });
    writeFileSync(`${dir}/hooks/commit-msg`, 'good', { mode: 0o755 });
  });
  writeFileSync(`${git}/hooks/pre-commit`, 'evil');
  chmodSync(`${git}/hooks/pre-push`, 0o755);
  rmSync(`${git}/hooks/commit-msg`);
  expect(names(restore()).toSorted()).toEqual(['hook commit-msg', 'hook pre-commit', 'hook pre-push']);
  const look = (name: string) => [
    readFileSync(`${git}/hooks/${name}`, 'utf8'),
    statSync(`${git}/hooks/${name}`).mode & 0o777,
  ];
  expect(['pre-commit', 'pre-push', 'commit-msg'].map(look)).toEqual([
    ['good', 0o755],
    ['asleep', 0o644],
    ['good', 0o755],
  ]);
});

test('a hook that is a link leads again to where it led', () => {
  const { git, restore } = guard(({ git: dir }) => symlinkSync('../../scripts/check', `${dir}/hooks/pre-commit`));
  rmSync(`${git}/hooks/pre-commit`);
  writeFileSync(`${git}/hooks/pre-commit`, 'evil');
  expect(names(restore())).toEqual(['hook pre-commit']);
  expect(readlinkSync(`${git}/hooks/pre-commit`)).toBe('../../scripts/check');
});

test.each([
  ['a file', (file: string) => writeFileSync(file, 'no folder')],
  ['nothing', () => {}],
  ['a link to another folder', (file: string) => symlinkSync('/tmp', file)],
])('a folder of hooks that became %s is a folder again, with its hooks', (_, replace) => {
  const { git, restore } = guard(({ git: dir }) => writeFileSync(`${dir}/hooks/pre-commit`, 'good', { mode: 0o755 }));
  const before = readdirSync(`${git}/hooks`).toSorted();
  rmSync(`${git}/hooks`, { recursive: true });
  replace(`${git}/hooks`);
  expect(names(restore())).toContain('hook hooks');
  expect(lstatSync(`${git}/hooks`).isDirectory()).toBe(true);
  expect(readdirSync(`${git}/hooks`).toSorted()).toEqual(before);
  expect(readFileSync(`${git}/hooks/pre-commit`, 'utf8')).toBe('good');
});

test('a program in the configuration is taken out; what the user wrote meanwhile stays, and is told', () => {
  const { git, restore } = guard();
  const before = readFileSync(`${git}/config`, 'utf8');
  const users = '[branch "mine"]\n\tremote = origin\n\tmerge = refs/heads/mine\n';
  writeFileSync(`${git}/config`, `${before}[core]\n\tfsmonitor = evil\n${users}`);
  expect(names(restore()).toSorted()).toEqual([
    'config branch.mine.merge (told)',
    'config branch.mine.remote (told)',
    'config core.fsmonitor',
  ]);
  const get = (key: string) =>
    execFileSync('sh', ['-c', 'git config --file "$0" --get-all "$1" || true', `${git}/config`, key], {
      encoding: 'utf8',
    });
  expect([get('core.fsmonitor'), get('branch.mine.merge'), get('core.bare')]).toEqual([
    '',
    'refs/heads/mine\n',
    'false\n',
  ]);
  expect(readFileSync(`${git}/config.was`, 'utf8')).toContain('evil');
});

test('everyday keys alone are told and left', () => {
  const { git, restore } = guard();
  writeFileSync(
    `${git}/config`,
    `${readFileSync(`${git}/config`, 'utf8')}[remote "up"]\n\turl = https://example.org\n`,
  );
  expect(names(restore())).toEqual(['config remote.up.url (told)']);
  expect(readFileSync(`${git}/config`, 'utf8')).toContain('example.org');
});

test.each([
  ['gone', () => {}],
  ['a folder', (file: string) => mkdirSync(file)],
  ['a link', (file: string) => symlinkSync('/dev/null', file)],
])('a configuration that is %s is what it was, with its mode', (_, replace) => {
  const { git, restore } = guard(({ git: dir }) => chmodSync(`${dir}/config`, 0o600));
  const before = readFileSync(`${git}/config`, 'utf8');
  rmSync(`${git}/config`);
  replace(`${git}/config`);
  expect(restore()[0]).toMatchObject({ what: 'config', byAgent: true, restored: true });
  expect(readFileSync(`${git}/config`, 'utf8')).toBe(before);
  expect(lstatSync(`${git}/config`).mode & 0o777).toBe(0o600);
});

test("the user's own configuration is guarded: the link to it, what it leads to, and what it includes", () => {
  const { home, restore } = guard(({ home: dir }) => {
    mkdirSync(`${dir}/dotfiles`);
    writeFileSync(
      `${dir}/dotfiles/gitconfig`,
      '[user]\n\tname = Ada\n[includeIf "gitdir:~/work/"]\n\tpath = work.inc\n[include]\n\tpath = "~/more"\n',
    );
    writeFileSync(`${dir}/dotfiles/work.inc`, '[user]\n\temail = ada@work\n');
    symlinkSync('dotfiles/gitconfig', `${dir}/.gitconfig`);
  });
  renameSync(`${home}/.gitconfig`, `${home}/.gitconfig.old`);
  writeFileSync(`${home}/.gitconfig`, '[core]\n\tfsmonitor = evil\n');
  writeFileSync(`${home}/dotfiles/gitconfig`, '[core]\n\tfsmonitor = evil\n');
  writeFileSync(`${home}/dotfiles/work.inc`, '[core]\n\tfsmonitor = evil\n');
  writeFileSync(`${home}/more`, '[core]\n\tfsmonitor = evil\n');
  mkdirSync(`${home}/.config/git`, { recursive: true });
  writeFileSync(`${home}/.config/git/config`, '[core]\n\tfsmonitor = evil\n');
  restore();
  expect(readlinkSync(`${home}/.gitconfig`)).toBe('dotfiles/gitconfig');
  expect(readFileSync(`${home}/.gitconfig`, 'utf8')).toMatch(/^\[user\]\n\tname = Ada\n/);
  expect(readFileSync(`${home}/dotfiles/work.inc`, 'utf8')).toBe('[user]\n\temail = ada@work\n');
  expect([readFileSync(`${home}/more`, 'utf8'), readFileSync(`${home}/.config/git/config`, 'utf8')]).toEqual(['', '']);
});

test.each(['info/exclude', 'info/attributes', 'info/grafts', 'objects/info/alternates'])('%s is as it was', (name) => {
  const { git, restore } = guard();
  const before = existsSync(`${git}/${name}`) ? readFileSync(`${git}/${name}`, 'utf8') : null;
  mkdirSync(path.dirname(`${git}/${name}`), { recursive: true });
  writeFileSync(`${git}/${name}`, 'evil\n');
  expect(names(restore())).toEqual([`attributes ${path.basename(name)}`]);
  expect(existsSync(`${git}/${name}`) ? readFileSync(`${git}/${name}`, 'utf8') : null).toBe(before);
});

test.each([
  ['a file that leads elsewhere', (file: string) => writeFileSync(file, 'gitdir: /elsewhere\n')],
  ['a link', (file: string) => symlinkSync('/elsewhere', file)],
  ['nothing', () => {}],
  [
    'a repository',
    (file: string) => {
      execFileSync('git', ['init', '-q', path.dirname(file)]);
      execFileSync('mkfifo', [`${file}/pipe`]);
    },
  ],
])(
  'a `.git` of the workspace that became %s leads to the repository again, and nothing is left beside it',
  (_, replace) => {
    const { git, workspace, kept, restore } = guard();
    rmSync(`${workspace}/.git`);
    replace(`${workspace}/.git`);
    const replaced = lstatSync(`${workspace}/.git`, { throwIfNoEntry: false });
    const beside = readdirSync(path.dirname(workspace));
    expect(names(restore())).toEqual(['worktree-link .git']);
    expect(readFileSync(`${workspace}/.git`, 'utf8')).toBe(`gitdir: ${git}/worktrees/work\n`);
    expect(readdirSync(path.dirname(workspace)).filter((name) => !beside.includes(name) && name !== 'kept')).toEqual(
      [],
    );
    if (replaced?.isDirectory()) expect(existsSync(`${kept}/.git/HEAD`)).toBe(true);
  },
);

test('what the git directory of the workspace says of itself is as it was, and git lists no worktree more', () => {
  const { git, workspace, restore } = guard();
  const list = () => execFileSync('git', ['-C', path.dirname(git), 'worktree', 'list'], { encoding: 'utf8' });
  const before = list();
  writeFileSync(`${git}/worktrees/work/commondir`, '/elsewhere\n');
  writeFileSync(`${git}/worktrees/work/gitdir`, '/elsewhere/.git\n');
  writeFileSync(`${git}/worktrees/work/config.worktree`, '[core]\n\tfsmonitor = evil\n');
  expect(names(restore()).toSorted()).toEqual([
    'config core.fsmonitor',
    'worktree-link commondir',
    'worktree-link gitdir',
  ]);
  expect(list()).toBe(before);
  expect(execFileSync('git', ['-C', workspace, 'rev-parse', '--abbrev-ref', 'HEAD'], { encoding: 'utf8' })).toBe(
    'chant/x\n',
  );
});
