import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { findInside } from '../../src/engine/find-inside.ts';
import { makeFolder } from '../helper/chant-repo.ts';
import { makeRunFolders } from '../helper/run-folders.ts';

const id = '2026-02-08-010-v7b';
const run = makeRunFolders({ 'src/a.txt': '' }, id);
const { workspace, session } = run;
const whole = { workspace, session, outbox: `${session}/outbox`, spec: id };
const elsewhere = makeFolder();
const env = {
  CHANT_WORKTREE: '1',
  CHANT_WORKTREE_PATH: workspace,
  CHANT_OUTBOX: `${session}/outbox`,
  CHANT_SPEC_ID: id,
};

test.each([
  ['its workspace', workspace],
  ['a folder of its workspace', `${workspace}/src`],
  ['a folder of its workspace that is not there', `${workspace}/src/no/such`],
  ['its session folder', session],
  ['a checkout for checks in its session folder', `${session}/after`],
])('who stands in %s is inside of a run, whatever the environment says', (_, cwd) => {
  expect(findInside({ cwd, repo: null, env: {} })).toEqual({ by: 'place', ...whole });
});

test('who comes through a link is inside, too', () => {
  const link = path.join(makeFolder(), 'chant-link');
  symlinkSync(workspace, link);
  expect(findInside({ cwd: link, repo: null, env: {} })).toEqual({ by: 'place', ...whole });
});

test('who names a workspace with --repo is inside', () => {
  expect(findInside({ cwd: elsewhere, repo: workspace, env: {} })).toEqual({ by: 'place', ...whole });
});

test("who has a run's environment is inside wherever it stands, and the workspace stays the run's", () => {
  expect(findInside({ cwd: elsewhere, repo: null, env })).toEqual({ by: 'environment', ...whole });
  const other = makeRunFolders({}, 'other');
  expect(findInside({ cwd: other.workspace, repo: null, env })).toEqual({ by: 'environment', ...whole });
});

test('the environment alone tells that one is inside, and nothing more', () => {
  expect(findInside({ cwd: elsewhere, repo: null, env: { CHANT_WORKTREE: '1', CHANT_WORKTREE_PATH: 'x' } })).toEqual({
    by: 'environment',
    workspace: null,
    session: null,
    outbox: null,
    spec: null,
  });
});

test.each([
  ['a folder that is named like a workspace', 'chant-010'],
  ['a folder beside which another folder is named like a session', 'chant-011'],
])('who stands in %s is outside', (_, name) => {
  const folder = path.join(makeFolder(), name);
  mkdirSync(folder);
  if (name === 'chant-011') mkdirSync(`${folder}.session/owner`, { recursive: true });
  expect(findInside({ cwd: folder, repo: null, env: {} })).toBeNull();
});

test('a session that lost its note of the spec is still one', () => {
  const lost = makeRunFolders();
  expect(findInside({ cwd: lost.workspace, repo: null, env: {} })).toMatchObject({ by: 'place', spec: null });
  writeFileSync(`${lost.session}/spec`, '\n');
  expect(findInside({ cwd: lost.workspace, repo: null, env: {} })).toMatchObject({ spec: null });
  rmSync(`${lost.session}/spec`);
  symlinkSync(`${session}/spec`, `${lost.session}/spec`);
  expect(findInside({ cwd: lost.workspace, repo: null, env: {} })).toMatchObject({ spec: null });
});

test('variables of a run that say something else than 1 make nobody an agent', () => {
  expect(findInside({ cwd: elsewhere, repo: null, env: { ...env, CHANT_WORKTREE: '0' } })).toBeNull();
});
