import { existsSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { initProject, type InitProjectInput } from '../../../src/engine/operations/init-project.ts';
import { listSpecs } from '../../../src/engine/operations/list-specs.ts';
import { makeChantRepo, makeFolder } from '../../helper/chant-repo.ts';
import { makeContext } from '../../helper/fake-context.ts';

const plain: InitProjectInput = {
  name: null,
  provider: null,
  agent: null,
  acp: false,
  silent: false,
  check: null,
  mainBranch: null,
};

function init(cwd: string, input: Partial<InitProjectInput> = {}) {
  const { context } = makeContext({ cwd, env: process.env });
  return initProject(context, { ...plain, ...input });
}

const files = ['.chant/.gitignore', '.chant/config.md'];

test('a new project gets a configuration with its name and its check and an ignore list, and no copy of a prompt', async () => {
  const repo = makeChantRepo({ 'package.json': '{"name":"shop","scripts":{"test":"vitest"}}' });
  const made = await init(repo.root, { provider: 'claude', mainBranch: 'main' });
  expect(made).toEqual({
    ok: true,
    value: {
      root: repo.root,
      name: 'shop',
      hasAgent: true,
      check: 'npm test',
      silent: false,
      created: files,
      kept: [],
      unused: [],
    },
  });
  const config =
    '---\nproject:\n  name: shop\ndefaults:\n  provider: claude\n  main_branch: main\nchecks:\n  - npm test\n---\n';
  expect(repo.read('.chant/config.md')).toContain(config);
  expect(existsSync(`${repo.root}/.chant/prompts`)).toBe(false);
  expect(repo.read('.chant/.gitignore')).toContain('runs/\ncache/\nagents.md\n');
  const listed = await listSpecs(makeContext({ cwd: repo.root }).context, {
    ...{ status: [], type: [], labels: [], ready: false, blocked: false, archived: false, query: null, whole: false },
  });
  expect(listed).toMatchObject({ ok: true, value: { rows: [] } });
});

test('running it again, with other wishes even, changes nothing and says so', async () => {
  const repo = makeChantRepo(null);
  await init(repo.root);
  repo.write('.chant/config.md', 'mine');
  repo.git('add', '-A');
  const made = await init(repo.root, { name: 'other', check: 'x' });
  expect(made).toMatchObject({ ok: true, value: { created: [], kept: files, unused: ['name', 'check'] } });
  expect(repo.git('status', '--porcelain')).not.toMatch(/^.M/m);
  expect(repo.git('diff')).toBe('');
});

test('a folder name is the name of a project that says none, and it is quoted where YAML needs it', async () => {
  const repo = makeChantRepo(null);
  expect(await init(repo.root)).toMatchObject({ value: { name: 'shop', check: null } });
  expect(repo.read('.chant/config.md')).toContain('name: shop\n---');
});

test('silent: git sees nothing of it', async () => {
  const repo = makeChantRepo(null);
  expect(await init(repo.root, { silent: true })).toMatchObject({ ok: true, value: { silent: true } });
  expect(repo.git('status', '--porcelain', '-uall')).toBe('');
  expect(repo.read('.chant/config.md')).toContain('\nsilent: true\n');
});

test('silent in a linked worktree: the folder is made in the main checkout, and both use it', async () => {
  const repo = makeChantRepo(null);
  const tree = path.join(path.dirname(repo.root), 'tree');
  repo.git('worktree', 'add', '-q', tree);
  expect(await init(tree, { silent: true })).toMatchObject({ ok: true, value: { root: repo.root } });
  expect(existsSync(path.join(tree, '.chant'))).toBe(false);
  expect(repo.git('status', '--porcelain', '-uall')).toBe('');
  expect(await init(tree, { silent: true })).toMatchObject({ value: { created: [], kept: files } });
});

test('silent where git tracks the folder already is refused before anything is written', async () => {
  const repo = makeChantRepo({ '.chant/specs/a.md': '' });
  repo.git('add', '-A');
  expect(await init(repo.root, { silent: true })).toEqual({
    ok: false,
    failure: { kind: 'files-tracked', paths: ['.chant/specs/a.md'], count: 1 },
  });
  expect(existsSync(path.join(repo.root, '.chant/config.md'))).toBe(false);
});

test('a folder that is no repository is refused', async () => {
  expect(await init(makeFolder())).toMatchObject({ failure: { kind: 'not-a-repository' } });
});

test('a command for the agent that leaves a quote open is refused, and nothing is made', async () => {
  const repo = makeChantRepo(null);
  expect(await init(repo.root, { agent: 'my "agent' })).toMatchObject({
    failure: { kind: 'bad-argument', argument: '--agent' },
  });
  expect(repo.git('status', '--porcelain')).toBe('');
});
