import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { listSpecs } from '../../../src/engine/operations/list-specs.ts';
import { type HandRig, killAfter, makeHandRig, reportOf, specId, specPath, tick } from '../../helper/hand-rig.ts';

const work = `echo locked > src/store.txt; ${tick}`;
const everything = {
  status: [],
  type: [],
  labels: [],
  ready: false,
  blocked: false,
  archived: false,
  query: null,
  whole: false,
};

async function statusOf(rig: HandRig): Promise<string> {
  const listed = await listSpecs(rig.context(), everything);
  return listed.ok ? listed.value.rows.map((row) => row.status).join() : listed.failure.kind;
}

test.concurrent('chant killed after it had moved the target: the next look says completed, and nothing lands twice', async () => {
  const rig = await makeHandRig();
  await rig.work(work);
  const main = rig.git('rev-parse', 'main');
  killAfter(rig, 'moving');
  expect(await statusOf(rig)).toBe('completed');
  expect(rig.git('rev-parse', 'main')).toBe(main);
  expect(rig.journal('finished').at(-1)).toMatchObject({ outcome: 'completed' });
  expect(rig.leftovers()).toEqual([]);
});

test.concurrent('chant killed between announcing the move and moving: the next look lands the commit that was announced', async () => {
  const rig = await makeHandRig();
  await rig.work(work);
  const main = rig.git('rev-parse', 'main');
  rig.git('reset', '-q', '--hard', 'main~1');
  killAfter(rig, 'moving');
  expect(await statusOf(rig)).toBe('completed');
  expect(rig.git('rev-parse', 'main')).toBe(main);
  expect(rig.read('src/store.txt')).toBe('locked\n');
  expect(rig.git('status', '--porcelain')).toBe('');
});

test.concurrent('where the target has moved elsewhere by then, the spec does not say completed, and the next run lands the result', async () => {
  const rig = await makeHandRig();
  await rig.work(work);
  rig.git('reset', '-q', '--hard', 'main~1');
  rig.git('commit', '-q', '--allow-empty', '-m', 'user');
  killAfter(rig, 'moving');
  expect(await statusOf(rig)).toBe('failed');
  expect(rig.read(specPath)).not.toContain('completed');
  expect(reportOf(await rig.workAlone())).toMatchObject({ outcome: 'completed', attempt: 1 });
  expect(rig.graph()).toContain('* | user');
  expect(rig.git('status', '--porcelain')).toBe('');
});

test.concurrent.each(['agent-ended', 'collected', 'judged'])(
  'chant killed after `%s` has lost nothing: the result is landed without another agent',
  async (entry) => {
    const rig = await makeHandRig();
    const run = await rig.work(work, { land: false });
    expect(run.reason).toBe('ready-to-land');
    killAfter(rig, entry);
    // The workspace went with the first end of the run, so only what was pinned by then can land.
    const kept = entry !== 'agent-ended';
    expect(await statusOf(rig)).toBe('failed');
    expect(rig.leftovers()).toEqual([]);
    if (!kept) return;
    expect(reportOf(await rig.workAlone())).toMatchObject({ outcome: 'completed', attempt: 1 });
    expect(rig.read('src/store.txt')).toBe('locked\n');
  },
);

test.concurrent('a journal whose last line was cut off is read up to there', async () => {
  const rig = await makeHandRig();
  await rig.work(work, { land: false });
  killAfter(rig, 'collected');
  const journal = path.join(rig.root, '.chant/runs', specId, '1/journal.jsonl');
  writeFileSync(journal, `${readFileSync(journal, 'utf8')}{"at":"2026-02-08T12:00:00.000Z","entry":"jud`);
  expect(reportOf(await rig.workAlone())).toMatchObject({ outcome: 'completed', attempt: 1 });
});

test.concurrent('a run whose own files are gone is settled all the same', async () => {
  const rig = await makeHandRig();
  await rig.work(work, { land: false });
  killAfter(rig, 'prepared');
  rmSync(path.join(rig.root, '.chant/runs', specId, '1/before.json'));
  expect(await statusOf(rig)).toBe('failed');
  const { agent, done } = await rig.start();
  expect(agent.env['CHANT_ATTEMPT']).toBe('2');
  await agent.sh(work);
  agent.exit();
  expect(reportOf(await done)).toMatchObject({ outcome: 'completed' });
});
