import { mkdirSync, renameSync, rmSync, utimesSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { findDrift } from '../../../src/engine/operations/find-drift.ts';
import { type HandRig, makeHandRig, specId, tick } from '../../helper/hand-rig.ts';

const issue = '.chant/research/issue-7.md';
const spec = `---
target_files: [src/store.txt]
informed_by: [.chant/research/*.md, src/store.txt, "https://example.org/7"]
checks: [{ name: locked, run: grep -q lock src/store.txt }]
---

# Add locking

## Acceptance Criteria

- [ ] writes are locked
`;

async function makeLanded(silent: boolean): Promise<HandRig> {
  const rig = await makeHandRig({
    spec,
    silent,
    uncommitted: silent ? { [issue]: 'it fails\n' } : {},
    files: silent ? {} : { [issue]: 'it fails\n' },
  });
  const report = await rig.work(`echo lock >> src/store.txt; ${tick}`);
  expect(report.outcome).toBe('completed');
  return rig;
}

async function inputs(rig: HandRig, check = false) {
  const found = await findDrift(rig.context(), { id: null, check });
  if (!found.ok) throw new Error(JSON.stringify(found.failure));
  const [only] = found.value.specs;
  const drifted = (only?.inputs ?? []).filter((input) => input.state !== 'same');
  return {
    state: only?.state,
    inputs: drifted.map((one) => `${one.path} ${one.state}`),
    checks: only?.checks?.map((one) => one.held),
  };
}
const address = 'https://example.org/7 unknown';

test.each([true, false])(
  'inputs are fingerprinted at landing and compared by content, not time (silent: %s)',
  async (silent) => {
    const rig = await makeLanded(silent);
    utimesSync(path.join(rig.root, issue), 1, 1);
    // Its own work on src/store.txt, which it was informed by, makes it no staler.
    expect(await inputs(rig)).toMatchObject({ state: 'fresh', inputs: [address] });
    rig.write(issue, 'it fails, and how\n');
    expect(await inputs(rig)).toMatchObject({ state: 'stale', inputs: [`${issue} changed`, address] });
    mkdirSync(path.join(rig.root, '.chant/research/old'));
    rig.write(issue, 'it fails\n');
    renameSync(path.join(rig.root, issue), path.join(rig.root, '.chant/research/old/issue-7.md'));
    if (!silent) rig.git('rm', '-q', '--cached', issue);
    if (!silent) rig.git('commit', '-q', '-m', 'move');
    expect(await inputs(rig)).toMatchObject({ state: 'stale', inputs: [`${issue} moved`, address] });
    rmSync(path.join(rig.root, '.chant/research/old'), { recursive: true });
    expect((await inputs(rig)).inputs).toContain(`${issue} missing`);
    mkdirSync(path.join(rig.root, issue));
    expect((await inputs(rig)).inputs).toContain(`${issue} unreadable`);
  },
);

test('a document that its glob means only now is an input that it did not have', async () => {
  const rig = await makeLanded(true);
  rig.write('.chant/research/more.md', 'more\n');
  expect(await inputs(rig)).toMatchObject({ state: 'stale', inputs: ['.chant/research/more.md added', address] });
});

test('a fix that was taken back no longer holds its check, and nothing of asking is left', async () => {
  const rig = await makeLanded(false);
  expect((await inputs(rig, true)).checks).toEqual([true]);
  rig.write('src/store.txt', 'one\ntwo\nthree\n');
  expect((await inputs(rig, true)).checks).toEqual([true]);
  rig.git('commit', '-q', '-am', 'revert');
  expect((await inputs(rig, true)).checks).toEqual([false]);
  expect(rig.leftovers()).toEqual([]);
});

test('a spec that has not landed cannot drift', async () => {
  const rig = await makeHandRig();
  expect(await findDrift(rig.context(), { id: specId, check: false })).toMatchObject({
    failure: { kind: 'wrong-state' },
  });
});
