import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { ForgeServer } from '../../helper/forge/forge-server.ts';
import { makeWorld } from '../../helper/forge/forge-world.ts';
import { startGitHub } from '../../helper/forge/github-server.ts';
import { makeContext } from '../../helper/fake-context.ts';
import { unwrap } from '../../helper/real-repo.ts';
import { setUpFork } from '../../../src/engine/operations/set-up-fork.ts';
import { syncFork } from '../../../src/engine/operations/sync-fork.ts';

const token = 'ghp_secretsecretsecret';
let server: ForgeServer;
let clone: string;

const git = (...args: string[]): string => execFileSync('git', args, { cwd: clone, encoding: 'utf8' }).trim();
const context = () => {
  const env = { ...process.env, GH_HOST: new URL(server.url).host, GH_TOKEN: token };
  return makeContext({ cwd: clone, env }).context;
};

/** A clone of a repository of the forge, with a `.chant` folder that git does not see. */
function cloneFrom(full: string): void {
  clone = mkdtempSync(path.join(os.tmpdir(), 'clone-'));
  // From the disk: this process serves the other way, and waits here.
  git('clone', '-q', server.world.repositories.get(full)?.bare ?? '', '.');
  git('remote', 'set-url', 'origin', `${server.url}/${full}.git`);
  execFileSync('sh', ['-c', 'mkdir .chant && touch .chant/config.md && echo .chant > .git/info/exclude'], {
    cwd: clone,
  });
}

beforeAll(async () => {
  const world = makeWorld(mkdtempSync(path.join(os.tmpdir(), 'forge-')));
  world.tokens.set(token, 'me');
  server = await startGitHub(world);
});
afterAll(() => server.close());
beforeEach(() => {
  server.world.reset();
  server.asked.length = 0;
  server.gitRequests.length = 0;
  server.world.add('acme/store');
  server.world.commit('acme/store', 'main', { 'README.md': 'store\n', 'CONTRIBUTING.md': 'Disclose AI help.\n' });
});
afterEach(() => expect(server.violations.splice(0)).toEqual([]));

test('of a fork alone: upstream is added, its rules are written down, and nothing else is touched', async () => {
  server.world.add('me/store', { parent: 'acme/store' });
  cloneFrom('me/store');
  const before = git('for-each-ref', 'refs/heads');
  const report = unwrap(await setUpFork(context(), { create: false }));
  expect(report).toMatchObject({
    fork: { remote: 'origin', repository: 'me/store', canPush: true },
    upstream: { remote: 'upstream', repository: 'acme/store', canPush: false },
    changes: [{ kind: 'added-remote', name: 'upstream', repository: 'acme/store' }],
    rules: { agents: 'asks' },
    tokenFrom: 'GH_TOKEN',
  });
  expect(git('remote', 'get-url', 'upstream')).toBe(`${server.url}/acme/store.git`);
  expect(readFileSync(path.join(clone, '.chant/research/upstream-rules.md'), 'utf8')).toContain('Disclose AI help.');
  expect([git('for-each-ref', 'refs/heads'), git('status', '--porcelain')]).toEqual([before, '']);
  expect(readFileSync(path.join(clone, '.git/config'), 'utf8')).not.toContain(token);
  expect(unwrap(await setUpFork(context(), { create: false })).changes).toEqual([]);
});

test('of the original: nothing happens unless it is asked for; then there is a fork, and the remotes say so', async () => {
  cloneFrom('acme/store');
  expect(await setUpFork(context(), { create: false })).toMatchObject({ failure: { reason: 'no-fork' } });
  expect(server.asked.filter((line) => line.startsWith('POST'))).toEqual([]);
  const { changes } = unwrap(await setUpFork(context(), { create: true }));
  expect(changes.map(({ kind }) => kind)).toEqual(['created-fork', 'renamed-remote', 'added-remote']);
  expect(git('remote', 'get-url', 'origin')).toBe(`${server.url}/me/store.git`);
  expect(git('remote', 'get-url', 'upstream')).toBe(`${server.url}/acme/store.git`);
  expect(unwrap(await setUpFork(context(), { create: true })).changes).toEqual([]);
});

test('the answer that is lost while the fork is made: the same command goes on', async () => {
  cloneFrom('acme/store');
  server.faults.push({ match: /POST .*\/forks/, answer: 'lost' });
  expect(await setUpFork(context(), { create: true })).toMatchObject({ failure: { reason: 'unreachable' } });
  expect(git('remote')).toBe('origin');
  expect(unwrap(await setUpFork(context(), { create: true })).fork.repository).toBe('me/store');
});

test('cut off between the two remotes: the same command goes on', async () => {
  cloneFrom('acme/store');
  server.world.add('me/store', { parent: 'acme/store' });
  git('remote', 'rename', 'origin', 'upstream');
  const { changes } = unwrap(await setUpFork(context(), { create: true }));
  expect(changes.map(({ kind }) => kind)).toEqual(['created-fork', 'added-remote']);
  expect(git('remote', 'get-url', 'origin')).toBe(`${server.url}/me/store.git`);
});

test('something else of that name in your account is no fork, and no remote is touched', async () => {
  server.world.add('me/store');
  cloneFrom('acme/store');
  expect(await setUpFork(context(), { create: true })).toMatchObject({ failure: { reason: 'upstream-differs' } });
  expect(git('remote')).toBe('origin');
});

test('a password in the address of a remote is not told', async () => {
  server.world.add('me/store', { parent: 'acme/store' });
  cloneFrom('me/store');
  git('remote', 'add', 'upstream', 'https://me:hunter2@example.org/store');
  const refused = await setUpFork(context(), { create: false });
  expect(refused).toMatchObject({ failure: { reason: 'not-on-forge' } });
  expect(JSON.stringify(refused)).not.toContain('hunter2');
});

test('an upstream that is not what the fork is a fork of is refused', async () => {
  server.world.add('me/store', { parent: 'acme/store' });
  server.world.add('evil/store');
  cloneFrom('me/store');
  git('remote', 'add', 'upstream', `${server.url}/evil/store`);
  expect(await setUpFork(context(), { create: false })).toMatchObject({
    failure: { reason: 'upstream-differs', detail: ['upstream', 'evil/store', 'acme/store'] },
  });
});

test('sync moves the main of the fork forward, and neither a branch nor a file of the user', async () => {
  server.world.add('me/store', { parent: 'acme/store' });
  cloneFrom('me/store');
  unwrap(await setUpFork(context(), { create: false }));
  const commit = server.world.commit('acme/store', 'main', { 'new.txt': 'new\n' });
  const before = [git('rev-parse', 'HEAD'), git('status', '--porcelain', '--branch').split('...')[0]];
  const report = unwrap(await syncFork(context(), {}));
  expect(report).toEqual({ fork: 'me/store', upstream: 'acme/store', branch: 'main', commit, commits: 1 });
  expect(server.world.head('me/store', 'main')).toBe(commit);
  expect([git('rev-parse', 'HEAD'), git('status', '--porcelain', '--branch').split('...')[0]]).toEqual(before);
  expect(unwrap(await syncFork(context(), {})).commits).toBe(0);
});

test('sync takes nothing away from a main that has commits of its own', async () => {
  server.world.add('me/store', { parent: 'acme/store' });
  cloneFrom('me/store');
  unwrap(await setUpFork(context(), { create: false }));
  server.world.commit('acme/store', 'main', { 'new.txt': 'new\n' });
  const own = server.world.commit('me/store', 'main', { 'own.txt': 'own\n' });
  expect(await syncFork(context(), {})).toMatchObject({
    failure: { reason: 'diverged', detail: ['me/store', 'main', '1'] },
  });
  expect(server.world.head('me/store', 'main')).toBe(own);
});

test.each([
  ['upstream', () => [`${server.url}/acme/store.git`]],
  ['the fork and upstream', () => [`${server.url}/me/store.git`, `${server.url}/acme/store.git`]],
  ['a path that is nobody knows whose', () => ['/srv/git/store.git']],
])('nothing is pushed where the remote of the fork pushes to %s', async (_title, urls) => {
  server.world.add('me/store', { parent: 'acme/store' });
  cloneFrom('me/store');
  unwrap(await setUpFork(context(), { create: false }));
  server.world.commit('acme/store', 'main', { 'new.txt': 'new\n' });
  for (const url of urls()) git('config', '--add', 'remote.origin.pushurl', url);
  expect(await syncFork(context(), {})).toMatchObject({ failure: { reason: 'upstream-target' } });
  expect(server.gitRequests.filter((line) => line.includes('receive-pack'))).toEqual([]);
});
