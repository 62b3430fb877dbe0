import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { ForgeServer } from '../../helper/forge/forge-server.ts';
import { makeWorld } from '../../helper/forge/forge-world.ts';
import { startGitHub } from '../../helper/forge/github-server.ts';
import { makeContext } from '../../helper/fake-context.ts';
import { makeRealRepo, type RealRepo, unwrap } from '../../helper/real-repo.ts';
import { parseIssueReference } from '../../../src/core/issue/parse-issue-reference.ts';
import { fetchIssue } from '../../../src/engine/forge/fetch-issue.ts';

let server: ForgeServer;
let repo: RealRepo;
const fork = { remote: 'origin', upstream: 'upstream', draft: true, trailers: false };

async function fetchFrom(text: string) {
  const { context } = makeContext({ env: { ...process.env, GH_HOST: new URL(server.url).host } });
  const reference = unwrap(parseIssueReference(text));
  if (reference.kind === 'file') throw new Error('a file is on no forge');
  return fetchIssue(context, { reference, fork, root: repo.root });
}

beforeAll(async () => {
  const world = makeWorld(mkdtempSync(path.join(os.tmpdir(), 'forge-')));
  const issue = (title: string) => ({ number: 1234, title, body: '', user: 'reporter' });
  world.add('acme/store').issues.set(1234, issue('of upstream'));
  world.add('me/store', { parent: 'acme/store' }).issues.set(1234, issue('of the fork'));
  server = await startGitHub(world);
  repo = await makeRealRepo({ 'README.md': 'store\n' });
});
afterAll(() => server.close());
afterEach(() => expect(server.violations.splice(0)).toEqual([]));

test('without a remote on a forge a number says nothing', async () => {
  repo.git('remote', 'add', 'origin', path.join(server.world.folder, 'me/store.git'));
  expect(await fetchFrom('#1234')).toMatchObject({ ok: false, failure: { kind: 'bad-argument', value: '#1234' } });
  repo.git('remote', 'remove', 'origin');
});

test('a number is an issue of upstream, and of the fork as long as there is no upstream', async () => {
  repo.git('remote', 'add', 'origin', `${server.url}/me/store.git`);
  expect(unwrap(await fetchFrom('#1234')).title).toBe('of the fork');
  repo.git('remote', 'add', 'upstream', `${server.url}/acme/store`);
  expect(unwrap(await fetchFrom('1234')).title).toBe('of upstream');
});

test('an address and a name say which repository; a name is on the forge of the project', async () => {
  expect(unwrap(await fetchFrom(`${server.url}/acme/store/issues/1234`)).title).toBe('of upstream');
  expect(unwrap(await fetchFrom('me/store#1234')).title).toBe('of the fork');
});
