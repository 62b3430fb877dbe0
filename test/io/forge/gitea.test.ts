import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { ForgeServer } from '../../helper/forge/forge-server.ts';
import { makeWorld, type WorldRepository } from '../../helper/forge/forge-world.ts';
import { startGitea } from '../../helper/forge/gitea-server.ts';
import { unwrap } from '../../helper/real-repo.ts';
import type { Forge } from '../../../src/io/forge/forge.ts';
import { openForge } from '../../../src/io/forge/open-forge.ts';

const token = 'gitea-secret';
let server: ForgeServer;
let store: WorldRepository;

const place = (owner = 'acme') => ({ server: server.url, owner, name: 'store' });

async function open(env: Readonly<Record<string, string>> = { GITEA_TOKEN: token }, own = true): Promise<Forge> {
  return unwrap(
    await openForge({
      ...{ server: server.url, kind: null, env, ownServers: own ? [server.url] : [], userAgent: 'chant/test' },
      ...{ signal: new AbortController().signal, now: () => 0, wait: async () => {} },
    }),
  );
}

beforeAll(async () => {
  const world = makeWorld(mkdtempSync(path.join(os.tmpdir(), 'forge-')));
  store = world.add('acme/store');
  world.tokens.set(token, 'me');
  server = await startGitea(world);
});
afterAll(() => server.close());
afterEach(() => {
  server.asked.length = 0;
  server.authorizations.length = 0;
  expect([...server.violations.splice(0), ...server.faults.splice(0)]).toEqual([]);
});

test('a server that answers as Gitea is one', async () => {
  expect((await open()).kind).toBe('gitea');
});

test.each<[string, Readonly<Record<string, string>>, boolean, string | null]>([
  ['the server of a remote of the user', { GITEA_TOKEN: token }, true, 'GITEA_TOKEN'],
  ['a server that only the address of an issue names', { GITEA_TOKEN: token, CODEBERG_TOKEN: token }, false, null],
  [
    'another server than GITEA_SERVER_URL',
    { GITEA_TOKEN: token, GITEA_SERVER_URL: 'https://git.example.org' },
    true,
    null,
  ],
])('the token and %s', async (_title, env, own, from) => {
  const forge = await open(env, own);
  expect(forge.tokenFrom).toBe(from);
  unwrap(await forge.readRepository(place()));
  expect(server.authorizations.at(-1)).toBe(from === null ? '' : `token ${token}`);
});

test('an issue is read with all of its comments and what is linked', async () => {
  store.issues.set(7, { number: 7, title: 'Lost writes', body: 'See acme/other#3', user: 'reporter', labels: ['bug'] });
  store.comments.set(
    7,
    Array.from({ length: 120 }, (_, index) => ({ user: 'acme', body: `comment ${index}` })),
  );
  store.naming.set(7, [{ number: 9, title: 'Locking' }]);
  const issue = unwrap(await (await open()).readIssue(place(), 7));
  expect(issue).toMatchObject({
    title: 'Lost writes',
    author: 'reporter',
    authorRole: 'unknown',
    labels: ['bug'],
    closedAt: null,
  });
  expect(issue.comments).toHaveLength(120);
  expect(issue.comments[0]?.authorRole).toBe('owner');
  expect(issue.linked.map(({ reference, relation }) => [reference, relation])).toEqual([
    ['acme/other#3', 'mentions'],
    ['acme/store#9', 'mentioned-by'],
  ]);
});

test('a fork is made once, and found the second time', async () => {
  const forge = await open();
  server.world.commit('acme/store', 'main', { 'docs/A b.md': 'text\n' });
  expect(unwrap(await forge.createFork(place()))).toMatchObject({
    isFork: true,
    place: { owner: 'me' },
    canPush: true,
  });
  expect(unwrap(await forge.createFork(place()))).toMatchObject({ parent: { owner: 'acme' }, defaultBranch: 'main' });
  expect(unwrap(await forge.readFile(place('me'), { path: 'docs/A b.md', ref: 'main' }))).toBe('text\n');
  expect(unwrap(await forge.readFile(place('me'), { path: 'no.md', ref: 'main' }))).toBeNull();
});

test('a draft is opened, found, updated and stays a draft; its reviews are read', async () => {
  const forge = await open();
  const wanted = { title: 'Fix #7', body: 'Why.', head: 'fix/issue-7', headOwner: 'me', base: 'main', draft: true };
  unwrap(await forge.createFork(place()));
  expect(unwrap(await forge.findPullRequest(place('me'), wanted))).toBeNull();
  const { number } = unwrap(await forge.openPullRequest(place('me'), wanted));
  expect(await forge.openPullRequest(place('me'), wanted)).toMatchObject({ ok: false, failure: { reason: 'exists' } });
  const updated = unwrap(await forge.updatePullRequest(place('me'), { number, title: 'New', body: 'Other.' }));
  expect(updated).toMatchObject({ title: 'New', body: 'Other.', draft: true });
  expect(unwrap(await forge.findPullRequest(place('me'), wanted))).toMatchObject({ number, draft: true });
  const pull = server.world.repositories.get('me/store')?.pulls[0];
  pull?.reviews.push(
    { user: 'keeper', state: 'CHANGES_REQUESTED', body: 'No.' },
    { user: 'x', state: 'PENDING', body: 'later' },
  );
  pull?.lines.push({ user: 'keeper', body: 'Why?', path: 'a.js', line: 3 });
  const notes = unwrap(await forge.readReviews(place('me'), number));
  expect(notes.map(({ kind, body, verdict, line }) => [kind, body, verdict, line])).toEqual([
    ['review', 'No.', 'changes-requested', null],
    ['line', 'Why?', null, 3],
  ]);
});

test('statuses of a commit; one that nobody knows is no success', async () => {
  const commit = 'b'.repeat(40);
  const all = ['success', 'pending', 'failure', 'warning', 'skipped'];
  store.statuses.set(
    commit,
    all.map((state) => ({ context: state, state })),
  );
  const checks = unwrap(await (await open()).readChecks(place(), commit));
  expect(checks.map(({ state }) => state)).toEqual(['passed', 'pending', 'failed', 'failed', 'skipped']);
});
