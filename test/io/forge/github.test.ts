import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { ForgeServer } from '../../helper/forge/forge-server.ts';
import { makeWorld, type WorldRepository } from '../../helper/forge/forge-world.ts';
import { startGitHub } from '../../helper/forge/github-server.ts';
import { unwrap } from '../../helper/real-repo.ts';
import type { Forge } from '../../../src/io/forge/forge.ts';
import { openForge } from '../../../src/io/forge/open-forge.ts';

const now = Date.UTC(2026, 1, 8, 12);
const token = 'ghp_secretsecretsecret';
let server: ForgeServer;
let store: WorldRepository;
let waited: number[] = [];

const place = () => ({ server: server.url, owner: 'acme', name: 'store' });

async function open(env: Readonly<Record<string, string>> = { GH_TOKEN: token }): Promise<Forge> {
  return unwrap(
    await openForge({
      server: server.url,
      kind: null,
      env: { GH_HOST: server.url.replace('http://', ''), ...env },
      ownServers: [],
      userAgent: 'chant/test',
      signal: new AbortController().signal,
      now: () => now,
      wait: async (ms) => void waited.push(ms),
    }),
  );
}

beforeAll(async () => {
  const world = makeWorld(mkdtempSync(path.join(os.tmpdir(), 'forge-')));
  store = world.add('acme/store');
  world.add('me/store', { parent: 'acme/store' });
  world.add('acme/secret', { isPrivate: true });
  world.tokens.set(token, 'me');
  server = await startGitHub(world);
  store.issues.set(1234, {
    number: 1234,
    title: 'Lost writes',
    body: 'See #12.',
    user: 'reporter',
    labels: ['bug', 'storage'],
  });
  store.comments.set(
    1234,
    Array.from({ length: 230 }, (_, index) => ({ user: 'keeper', role: 'OWNER', body: `comment ${index + 1}` })),
  );
  store.naming.set(1234, [{ number: 1300, title: 'Locking' }]);
});
afterAll(() => server.close());
afterEach(() => {
  server.asked.length = 0;
  server.authorizations.length = 0;
  waited = [];
  expect([...server.violations.splice(0), ...server.faults.splice(0)]).toEqual([]);
});

describe('reading an issue', () => {
  test('all pages of its comments are read, with labels, roles and what is linked', async () => {
    const issue = unwrap(await (await open()).readIssue(place(), 1234));
    expect(issue).toMatchObject({
      source: `${server.url}/acme/store/issues/1234`,
      title: 'Lost writes',
      state: 'open',
      author: 'reporter',
      authorRole: 'none',
      labels: ['bug', 'storage'],
    });
    expect(issue.comments.map(({ body }) => body)).toEqual(
      Array.from({ length: 230 }, (_, index) => `comment ${index + 1}`),
    );
    expect(issue.comments[0]).toMatchObject({ author: 'keeper', authorRole: 'owner' });
    expect(issue.linked).toEqual([
      {
        reference: 'acme/store#12',
        url: `${server.url}/acme/store/issues/12`,
        title: null,
        state: null,
        relation: 'mentions',
      },
      expect.objectContaining({ title: 'Locking', relation: 'mentioned-by' }),
    ]);
    expect(server.asked.filter((line) => line.includes('/comments'))).toHaveLength(3);
  });

  test('a comment of 10 MB is read', async () => {
    store.issues.set(5, { number: 5, title: 'Long', body: '', user: 'x' });
    store.comments.set(5, [{ user: 'x', body: 'x'.repeat(10_000_000) }]);
    const issue = unwrap(await (await open()).readIssue(place(), 5));
    expect(issue.comments[0]?.body).toHaveLength(10_000_000);
  });
});

describe('what goes wrong is a failure from which the same command goes on', () => {
  const rate = (headers: Readonly<Record<string, string>>, status = 403) => ({
    status,
    headers,
    body: { message: 'API rate limit exceeded' },
  });
  test.each([
    [
      'the hourly limit is used up',
      rate({ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(now / 1000 + 1800) }),
      { reason: 'rate-limited', retryAt: '2026-02-08T12:30:00.000Z' },
    ],
    [
      'a second limit that lasts',
      rate({ 'retry-after': '600' }, 429),
      { reason: 'rate-limited', retryAt: '2026-02-08T12:10:00.000Z' },
    ],
    ['a retry time that is no time', rate({ 'retry-after': 'soon' }, 429), { reason: 'rate-limited', retryAt: null }],
    [
      '404, which may mean that it is not shown',
      { status: 404, body: { message: 'Not Found' } },
      { reason: 'not-found', withToken: true },
    ],
    ['401', { status: 401, body: { message: 'Bad credentials' } }, { reason: 'unauthorized' }],
    ['403 that is no limit', { status: 403, body: { message: 'Resource not accessible' } }, { reason: 'forbidden' }],
    [
      '410',
      { status: 410, body: { message: 'This issue was deleted' } },
      { reason: 'not-found', detail: 'This issue was deleted' },
    ],
    ['JSON that ends in the middle', { text: '{"html_url": "x", "numb' }, { reason: 'bad-answer', detail: 'no JSON' }],
    ['JSON of another shape', { text: '{"html_url": 7}' }, { reason: 'bad-answer' }],
    [
      'a redirect to another server',
      { status: 302, headers: { location: 'http://127.0.0.1:9/repos/x' }, body: {} },
      { reason: 'moved' },
    ],
    ['a redirect to nowhere', { status: 302, headers: { location: 'http://' }, body: {} }, { reason: 'bad-answer' }],
    [
      'words with control characters and the token in them',
      { status: 422, body: { message: `no\u001b[31m\nwith ${token}` } },
      { reason: 'rejected', detail: 'no with ***' },
    ],
  ])('%s', async (_title, answer, expected) => {
    const forge = await open();
    server.faults.push({ match: /GET \/repos\/acme\/store\/issues\/1234$/, answer });
    const failed = await forge.readIssue(place(), 1234);
    expect(failed).toMatchObject({
      ok: false,
      failure: { kind: 'forge-trouble', server: server.url, action: 'read acme/store#1234', ...expected },
    });
    expect(JSON.stringify(failed)).not.toContain(token);
    expect((await forge.readIssue(place(), 1234)).ok).toBe(true);
  });

  test.each([
    ['the connection ends', 'hang-up' as const, [500]],
    ['the forge is down for a moment', { status: 502, body: {} }, [500]],
    [
      'a second limit that is over soon',
      { status: 403, headers: { 'retry-after': '7' }, body: { message: 'You have exceeded a secondary rate limit' } },
      [7000],
    ],
  ])('%s: a question is asked again after a pause', async (_title, answer, pauses) => {
    server.faults.push({ match: /issues\/1234\/comments.*page=2/, answer });
    const issue = unwrap(await (await open()).readIssue(place(), 1234));
    expect(issue.comments).toHaveLength(230);
    expect(waited).toEqual(pauses);
  });

  test('a private repository of somebody else is not found, whoever asks', async () => {
    const asked = await (await open()).readRepository({ ...place(), name: 'secret' });
    expect(asked).toMatchObject({ ok: false, failure: { reason: 'not-found', withToken: true } });
  });

  test('a server that is not there is unreachable', async () => {
    const forge = await openForge({
      server: 'http://127.0.0.1:9',
      kind: null,
      env: {},
      ownServers: [],
      userAgent: 'chant/test',
      signal: new AbortController().signal,
      now: () => now,
    });
    expect(forge).toMatchObject({ ok: false, failure: { reason: 'unreachable', withToken: false } });
  });
});

describe('tokens', () => {
  test.each([
    [{ GH_TOKEN: token }, 'GH_TOKEN'],
    [{ GITHUB_TOKEN: token }, 'GITHUB_TOKEN'],
    [{ GH_ENTERPRISE_TOKEN: token, GH_TOKEN: 'other' }, 'GH_ENTERPRISE_TOKEN'],
  ])('%j: it is sent in the header, and found in %s', async (env, from) => {
    const forge = await open(env);
    expect(forge.tokenFrom).toBe(from);
    expect(unwrap(await forge.readUser())).toBe('me');
    expect(server.authorizations).toEqual([`token ${token}`]);
  });

  test("GitHub's tokens do not go to a server that is not GH_HOST", async () => {
    const forge = await open({ GH_TOKEN: token, GH_HOST: 'github.example.org' }).catch(() => null);
    const asked = await forge?.readRepository(place());
    expect(asked?.ok ?? true).toBe(true);
    expect(server.authorizations.join('')).not.toContain(token);
    server.violations.length = 0;
  });

  test('a token with a line break in it is none', async () => {
    expect((await open({ GH_TOKEN: 'a\nX-Evil: 1' })).tokenFrom).toBeNull();
  });
});

describe('pull requests', () => {
  const wanted = {
    title: 'Fix #1234: lock',
    body: 'Why.',
    head: 'fix/issue-1234',
    headOwner: 'me',
    base: 'main',
    draft: true,
  };
  const fork = () => ({ ...place(), owner: 'me' });

  test('one is opened as a draft, found again, updated; a second one between the same branches exists', async () => {
    const forge = await open();
    expect(unwrap(await forge.findPullRequest(fork(), wanted))).toBeNull();
    const opened = unwrap(await forge.openPullRequest(fork(), wanted));
    expect(opened).toMatchObject({
      title: 'Fix #1234: lock',
      draft: true,
      state: 'open',
      base: 'main',
      head: { branch: 'fix/issue-1234', owner: 'me' },
    });
    expect(await forge.openPullRequest(fork(), wanted)).toMatchObject({
      ok: false,
      failure: { reason: 'exists', action: 'open a pull request in me/store' },
    });
    const updated = unwrap(
      await forge.updatePullRequest(fork(), { number: opened.number, title: 'New', body: 'Other.' }),
    );
    expect(updated).toMatchObject({ number: opened.number, title: 'New', body: 'Other.' });
    expect(unwrap(await forge.findPullRequest(fork(), wanted))).toMatchObject({ number: opened.number, title: 'New' });
    expect(unwrap(await forge.readPullRequest(fork(), opened.number))).toMatchObject({ title: 'New' });
  });

  test('the answer that is lost after the work was done: it is not sent twice, and found by the next command', async () => {
    const forge = await open();
    const other = { ...wanted, head: 'fix/lost' };
    server.faults.push({ match: /POST \/repos\/me\/store\/pulls/, answer: 'lost' });
    expect(await forge.openPullRequest(fork(), other)).toMatchObject({ ok: false, failure: { reason: 'unreachable' } });
    expect(server.asked.filter((line) => line.startsWith('POST'))).toHaveLength(1);
    expect(unwrap(await forge.findPullRequest(fork(), other))).toMatchObject({ title: 'Fix #1234: lock' });
  });

  test('reviews, comments on lines and on the whole come oldest first', async () => {
    const forge = await open();
    const opened = unwrap(await forge.openPullRequest(fork(), { ...wanted, head: 'fix/reviewed' }));
    const pull = server.world.repositories.get('me/store')?.pulls.find(({ number }) => number === opened.number);
    pull?.reviews.push(
      { user: 'keeper', state: 'CHANGES_REQUESTED', body: 'Not yet.' },
      { user: 'keeper', state: 'COMMENTED', body: '' },
    );
    pull?.lines.push(
      { user: 'keeper', body: 'Why here?', path: 'src/store.js', line: 7 },
      { user: 'x', body: 'Old', path: 'src/a.js', line: null },
    );
    const notes = unwrap(await forge.readReviews(fork(), opened.number));
    expect(notes.map(({ kind, body, verdict, path: file, line }) => [kind, body, verdict, file, line])).toEqual([
      ['review', 'Not yet.', 'changes-requested', null, null],
      ['line', 'Why here?', null, 'src/store.js', 7],
      ['line', 'Old', null, 'src/a.js', null],
    ]);
  });
});

test('checks and statuses of a commit are told together; a conclusion that nobody knows is no success', async () => {
  const commit = 'a'.repeat(40);
  store.checks.set(commit, [
    { name: 'build', status: 'completed', conclusion: 'success' },
    { name: 'lint', status: 'completed', conclusion: 'neutral' },
    { name: 'slow', status: 'in_progress', conclusion: null },
    { name: 'odd', status: 'completed', conclusion: 'action_required' },
  ]);
  store.statuses.set(commit, [{ context: 'legacy', state: 'error' }]);
  const checks = unwrap(await (await open()).readChecks(place(), commit));
  expect(checks.map(({ name, state }) => `${name} ${state}`)).toEqual([
    'build passed',
    'lint skipped',
    'slow pending',
    'odd failed',
    'legacy failed',
  ]);
});

test('a fork knows its parent, and who may push where', async () => {
  const forge = await open();
  expect(unwrap(await forge.readRepository({ ...place(), owner: 'me' }))).toMatchObject({
    isFork: true,
    canPush: true,
    defaultBranch: 'main',
    parent: { owner: 'acme', name: 'store' },
  });
  expect(unwrap(await forge.readRepository(place()))).toMatchObject({ isFork: false, canPush: false, parent: null });
  expect(unwrap(await forge.createFork(place()))).toMatchObject({ place: { owner: 'me', name: 'store' } });
});

test('a file is read at a branch; one that is not there is null', async () => {
  const forge = await open();
  server.world.commit('acme/store', 'main', { 'docs/CONTRIBUTING.md': 'Sign off.\n' });
  expect(unwrap(await forge.readFile(place(), { path: 'docs/CONTRIBUTING.md', ref: 'main' }))).toBe('Sign off.\n');
  expect(unwrap(await forge.readFile(place(), { path: 'CONTRIBUTING.md', ref: 'main' }))).toBeNull();
});
