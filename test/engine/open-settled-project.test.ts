import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { listSpecs } from '../../src/engine/operations/list-specs.ts';
import { openSettledProject } from '../../src/engine/open-settled-project.ts';
import { makeChantRepo, makeFolder } from '../helper/chant-repo.ts';
import { makeContext } from '../helper/fake-context.ts';

/** A repository in which a chant that is gone held a lease, and a run's workspace that is a worktree of it. */
function makeProject() {
  const repo = makeChantRepo({ '.chant/config.md': '', '.gitignore': '.chant/runs/\n.chant/cache/\n' });
  for (let number = 0; number < 60; number += 1) repo.write(`.chant/specs/spec-${number}.md`, `# Spec ${number}\n`);
  repo.git('add', '-A');
  repo.git('commit', '-qm', 'specs');
  const workspace = path.join(makeFolder(), 'chant-007-abc');
  repo.git('worktree', 'add', '-q', workspace, '-b', 'chant/007');
  mkdirSync(`${workspace}.session`);
  writeFileSync(`${workspace}.session/owner`, 'token');
  const gone = { pid: 2 ** 22 + 1, startTime: '1', host: 'testhost', since: '2026-02-08T11:00:00Z', token: 'x' };
  repo.write('.chant/runs/.leases/spec-7', JSON.stringify(gone));
  return { repo, workspace, lease: path.join(repo.root, '.chant/runs/.leases/spec-7') };
}

test('outside of a run, what a dead chant left is put in order', async () => {
  const { repo, lease } = makeProject();
  expect((await openSettledProject(makeContext({ cwd: repo.root, env: process.env }).context)).ok).toBe(true);
  expect(existsSync(lease)).toBe(false);
});

test.each([
  ['stands in a workspace', {}, true],
  ["has a run's environment and stands in the user's checkout", { CHANT_WORKTREE: '1' }, false],
])('who %s puts nothing in order and writes nothing beside', async (_, env, isThere) => {
  const { repo, workspace, lease } = makeProject();
  const { context } = makeContext({ cwd: isThere ? workspace : repo.root, env: { ...process.env, ...env } });
  const listed = await listSpecs(context, {
    ...{ status: [], type: [], labels: [], ready: false, blocked: false, archived: false, query: null, whole: false },
  });
  expect(listed.ok ? listed.value.rows : []).toHaveLength(60);
  expect(existsSync(lease)).toBe(true);
  expect(existsSync(path.join(repo.root, '.chant/cache'))).toBe(false);
  expect(existsSync(`${workspace}.session/cache`)).toBe(isThere);
});
