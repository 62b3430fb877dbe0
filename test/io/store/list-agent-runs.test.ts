import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { acquireLease, nameLeaseAgent, readLease, releaseLease } from '../../../src/io/store/lease.ts';
import { listAgentRuns } from '../../../src/io/store/list-agent-runs.ts';
import { locateSpecLease } from '../../../src/io/store/run-folder.ts';
import { makeChantRepo } from '../../helper/chant-repo.ts';

const take = (file: string, token: string) => {
  const lease = acquireLease({ file, what: 'x', pid: process.pid, host: 'here', now: '2026-02-08T12:00:00Z', token });
  if (!lease.ok) throw new Error(lease.failure.kind);
  return lease.value;
};

test('live runs are told with their agents; dead ones, those without an agent and half-written leases are not', () => {
  const store = makeChantRepo().store();
  const live = take(locateSpecLease(store, 'live'), 'a');
  nameLeaseAgent(live, 'main');
  take(locateSpecLease(store, 'judging'), 'b');
  const holder = { startTime: '1', since: '2026-02-08T12:00:00Z', token: 'c', agent: 'main' };
  const write = (name: string, over: object) => {
    writeFileSync(locateSpecLease(store, name), JSON.stringify({ ...holder, ...over }));
  };
  write('dead', { pid: 2 ** 22 + 1, host: 'here' });
  write('elsewhere', { pid: 1, host: 'there' });
  write('.live.1-1.tmp', { pid: process.pid, startTime: null, host: 'here' });
  mkdirSync(path.join(store.runsDir, 'live'));
  const runs = listAgentRuns(store, 'here').map(({ agent, spec }) => [spec, agent]);
  expect(runs.sort()).toEqual([
    ['elsewhere', 'main'],
    ['live', 'main'],
  ]);
  nameLeaseAgent(live, null);
  expect(listAgentRuns(store, 'here').map(({ spec }) => spec)).toEqual(['elsewhere']);
});

test('a lease that somebody else has taken over is not written into', () => {
  const store = makeChantRepo().store();
  const file = locateSpecLease(store, 'x');
  const old = take(file, 'old');
  releaseLease(old);
  take(file, 'new');
  expect(nameLeaseAgent(old, 'main')).toEqual({ ok: true, value: undefined });
  expect(readLease(file)).toMatchObject({ token: 'new', agent: null });
});
