import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { pauseSpec } from '../../../src/engine/operations/pause-spec.ts';
import { showSpec } from '../../../src/engine/operations/show-spec.ts';
import { type TakenOver, takeoverSpec } from '../../../src/engine/operations/takeover-spec.ts';
import { type HandRig, makeHandRig, reportOf, specId, specPath, tick } from '../../helper/hand-rig.ts';

const places = {
  worktree: 'workspace: { isolation: worktree, sandbox: none }',
  clone: 'workspace: { isolation: clone, sandbox: none }',
};

async function takenRig(config: string): Promise<{ rig: HandRig; taken: TakenOver }> {
  const rig = await makeHandRig({ config });
  const { agent, done } = await rig.start();
  await agent.sh('echo locked > src/store.txt; git commit -qam "lock the store"; echo half > src/new.txt');
  const result = await takeoverSpec(rig.context(), { id: specId });
  expect(reportOf(await done)).toMatchObject({ outcome: 'paused' });
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  return { rig, taken: result.value };
}

test.concurrent.each(Object.entries(places))(
  'a person takes a live run over in a %s, is told what is left, finishes it, and lands it under his own name',
  async (_, config) => {
    const { rig, taken } = await takenRig(config);
    expect(taken).toMatchObject({
      attempt: 1,
      status: 'paused',
      by: 'Test',
      changes: ['src/new.txt', 'src/store.txt'],
    });
    expect(taken.summary).toContain('modified: src/store.txt');
    expect(taken.summary).toMatch(/[0-9a-f]{7,} lock the store/);
    expect(taken.summary).toContain('- [ ] writes are locked');
    expect(readFileSync(taken.summaryFile, 'utf8')).toBe(taken.summary);
    const shown = await showSpec(rig.context(), { id: specId });
    expect(shown).toMatchObject({
      value: { status: 'paused', run: { reason: 'taken-over', takenOverBy: 'Test', workspace: taken.workspace } },
    });
    const open = reportOf(await rig.land());
    expect(open).toMatchObject({
      outcome: 'failed',
      reason: 'criteria-open',
      next: [`chant land ${specId}`, `chant resume ${specId}`],
    });
    expect(existsSync(taken.workspace)).toBe(true);
    writeFileSync(path.join(taken.workspace, 'src/new.txt'), 'whole\n');
    const git = (...args: string[]) =>
      execFileSync('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.com', ...args], {
        cwd: taken.workspace,
      });
    git('add', 'src/new.txt');
    git('commit', '-q', '-m', 'the rest by hand');
    const copy = path.join(taken.workspace, specPath);
    writeFileSync(copy, readFileSync(copy, 'utf8').replace('- [ ]', '- [x]'));
    expect(reportOf(await rig.land())).toMatchObject({ outcome: 'completed', attempt: 1 });
    expect(rig.git('log', '--format=%an %s', 'main', '--', 'src/new.txt')).toContain('Ada the rest by hand');
    expect([rig.read('src/new.txt'), rig.read('src/store.txt')]).toEqual(['whole\n', 'locked\n']);
    expect(rig.read(specPath)).toContain('- [x] writes are locked');
    expect(rig.leftovers()).toEqual([]);
  },
);

test.concurrent('after a takeover the agent goes on with what the person has done', async () => {
  const { rig, taken } = await takenRig(places.worktree);
  writeFileSync(path.join(taken.workspace, 'src/hand.txt'), 'by hand\n');
  const refused = await rig.workAlone();
  expect(refused).toMatchObject({ failure: { kind: 'wrong-state', next: `chant resume ${specId}` } });
  const { agent, done } = await rig.start({ continueLast: true });
  expect(agent.prompt).toContain('a person took over for a while');
  expect(agent.prompt).toMatch(/a person has worked in the workspace[\s\S]*added: src\/hand.txt/);
  await agent.sh(tick);
  agent.exit();
  expect(reportOf(await done)).toMatchObject({ outcome: 'completed', attempt: 2 });
  expect(rig.read('src/hand.txt')).toBe('by hand\n');
  expect(rig.leftovers()).toEqual([]);
});

test.concurrent('what has no workspace is not taken over, and what is only paused does not land', async () => {
  const rig = await makeHandRig({ config: places.worktree });
  const taken = await takeoverSpec(rig.context(), { id: specId });
  expect(taken).toMatchObject({ ok: false, failure: { kind: 'wrong-state', status: 'ready' } });
  const { done } = await rig.start();
  expect((await pauseSpec(rig.context(), { id: specId })).ok).toBe(true);
  await done;
  const landed = await rig.land();
  expect(landed).toMatchObject({ failure: { kind: 'wrong-state', status: 'paused', next: `chant resume ${specId}` } });
  expect(await takeoverSpec(rig.context(), { id: specId })).toMatchObject({ ok: true, value: { attempt: 1 } });
});
