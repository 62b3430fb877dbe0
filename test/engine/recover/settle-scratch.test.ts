import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { listSpecs } from '../../../src/engine/operations/list-specs.ts';
import { type HandRig, makeHandRig, specId } from '../../helper/hand-rig.ts';

const everything = {
  ...{ status: [], type: [], labels: [], ready: false, blocked: false, archived: false, query: null, whole: false },
};

let rig: HandRig;
const look = () => listSpecs(rig.context(), everything);

/** The folders of checks without a run, with a checkout among them, and the lease of a chant that is dead or alive. */
function leave(chant: { readonly owner: string; readonly pid: number; readonly host?: string }): string {
  const workspace = path.join(rig.temp, 'chant-001-k2m');
  const session = `${workspace}.session`;
  for (const folder of [workspace, session]) mkdirSync(folder);
  writeFileSync(path.join(session, 'owner'), 'q1w2');
  rig.git('worktree', 'add', '-q', '--detach', path.join(session, 'after'), 'main');
  const { pid, owner, host = 'testhost' } = chant;
  const scratch = { spec: specId, workspace, session, owner };
  const holder = { pid, startTime: null, host, since: '2026-02-08T12:00:00.000Z', token: 'dead', scratch };
  mkdirSync(path.join(rig.root, '.chant/runs/.leases'), { recursive: true });
  rig.write('.chant/runs/.leases/q1w2.apart.md', JSON.stringify(holder));
  return session;
}

beforeEach(async () => {
  rig = await makeHandRig();
});

test('what checks without a run left when chant was killed is gone after the next command, whatever it is', async () => {
  leave({ owner: 'q1w2', pid: spawnSync('true').pid });
  expect(rig.leftovers()).toHaveLength(4);
  expect((await look()).ok).toBe(true);
  expect(rig.leftovers()).toEqual([]);
});

test('killed once more while that was taken away: git forgets the checkout all the same', async () => {
  const session = leave({ owner: 'q1w2', pid: spawnSync('true').pid });
  rmSync(path.join(rig.temp, 'chant-001-k2m'), { recursive: true });
  rmSync(session, { recursive: true });
  expect(rig.git('worktree', 'list').split('\n').filter(Boolean)).toHaveLength(2);
  await look();
  expect(rig.leftovers()).toEqual([]);
});

test.each([
  ['somebody else has made since under the same name', { owner: 'another', pid: spawnSync('true').pid }],
  ['are of a chant that is alive', { owner: 'q1w2', pid: process.pid }],
  ['are of a chant on another machine', { owner: 'q1w2', pid: spawnSync('true').pid, host: 'elsewhere' }],
] as const)('folders that %s stay', async (_title, chant) => {
  const session = leave(chant);
  await look();
  expect(existsSync(path.join(session, 'after/src/store.txt'))).toBe(true);
  expect(readdirSync(rig.temp)).toEqual(['chant-001-k2m', 'chant-001-k2m.session']);
});

test('a lease that names no folders yet is taken away alone', async () => {
  mkdirSync(path.join(rig.root, '.chant/runs/.leases'), { recursive: true });
  const holder = { pid: spawnSync('true').pid, startTime: null, host: 'testhost', since: '', token: 'dead' };
  rig.write('.chant/runs/.leases/q1w2.apart.md', JSON.stringify(holder));
  await look();
  expect(rig.leftovers()).toEqual([]);
});
