import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { resetSpec } from '../../../src/engine/operations/reset-spec.ts';
import { type HandRig, makeHandRig, reportOf, specId, specPath, tick } from '../../helper/hand-rig.ts';
import { judgeSpecs } from '../../../src/engine/judge-specs.ts';
import { openProject } from '../../../src/engine/open-project.ts';

const pin = (attempt: number) => `refs/chant/runs/${specId}/${attempt}`;

async function statusOf(rig: HandRig): Promise<string> {
  const context = rig.context();
  const project = await openProject(context);
  if (!project.ok) throw new Error(project.failure.kind);
  const { specs, statusOf: judge } = await judgeSpecs(context, project.value);
  return specs.map(judge).join();
}

test.concurrent.each(['pause', 'now'])(
  'a run that the user stops (%s) is paused with its work pinned, and the next one goes on from there',
  async (reason) => {
    const rig = await makeHandRig();
    const stop = new AbortController();
    const { agent, done } = await rig.start({ signal: stop.signal });
    await agent.write('src/store.txt', 'one\nlocked\nthree\n');
    await agent.sh('git commit -qam "lock the store"');
    await agent.write('src/new.txt', 'half\n');
    stop.abort(reason);
    expect(await done).toEqual({ ok: false, failure: { kind: 'interrupted', spec: specId } });
    expect(await statusOf(rig)).toBe('paused');
    expect(rig.leftovers()).toEqual([]);
    expect(rig.git('show', `${pin(1)}:src/new.txt`)).toBe('half\n');
    expect(rig.read('src/store.txt')).not.toContain('locked');
    const again = await rig.start();
    expect(await again.agent.sh('cat src/new.txt; git log --format=%s -2')).toContain('half\n');
    await again.agent.write('src/new.txt', 'whole\n');
    await again.agent.sh(tick);
    again.agent.exit();
    expect(reportOf(await again.done)).toMatchObject({ outcome: 'completed', attempt: 2 });
    expect(rig.read('src/new.txt')).toBe('whole\n');
    expect(rig.read('src/store.txt')).toContain('locked');
    expect(rig.graph().filter((line) => line.includes('lock the store'))).toHaveLength(1);
  },
);

test.concurrent('a stop while a check runs keeps the finished result: the next run judges and lands it without an agent', async () => {
  const rig = await makeHandRig({ config: 'checks: [{ name: slow, run: "test -e $TMPDIR/go || sleep 30" }]' });
  const stop = new AbortController();
  const { agent, done } = await rig.start({
    signal: stop.signal,
    onEvent: (event) => {
      if (event.kind === 'check-started') stop.abort('pause');
    },
  });
  await agent.sh(`echo locked > src/store.txt; ${tick}`);
  agent.exit();
  expect(await done).toMatchObject({ ok: false, failure: { kind: 'interrupted' } });
  expect(await statusOf(rig)).toBe('failed');
  expect(rig.leftovers()).toEqual([]);
  rig.write('../tmp/go', '');
  expect(reportOf(await rig.workAlone())).toMatchObject({ outcome: 'completed', attempt: 1 });
  expect(rig.read('src/store.txt')).toBe('locked\n');
  expect(rig.journal('agent-started')).toHaveLength(1);
});

test.concurrent('a finished result is not taken up again when the spec asks for something else by then', async () => {
  const rig = await makeHandRig({ config: 'checks: [{ name: slow, run: "test -e $TMPDIR/go || sleep 30" }]' });
  const stop = new AbortController();
  const { agent, done } = await rig.start({
    signal: stop.signal,
    onEvent: (event) => event.kind === 'check-started' && stop.abort('pause'),
  });
  await agent.sh(`echo locked > src/store.txt; ${tick}`);
  agent.exit();
  expect((await done).ok).toBe(false);
  rig.write('../tmp/go', '');
  rig.write(specPath, rig.read(specPath).replace('writes are locked', 'reads are locked'));
  const again = await rig.start();
  expect(again.agent.env['CHANT_ATTEMPT']).toBe('2');
  expect(await again.agent.sh('cat src/store.txt')).toBe('one\ntwo\nthree\n');
  again.agent.exit(1);
  await again.done;
});

test.concurrent('a failed attempt is followed by one on a fresh base that is told of it, or with --continue by one on its work', async () => {
  const rig = await makeHandRig();
  const { agent, done } = await rig.start();
  await agent.write('src/new.txt', 'half\n');
  agent.exit(3);
  expect(reportOf(await done)).toMatchObject({
    outcome: 'failed',
    reason: 'agent-failed',
    detail: ['the agent exited with status 3'],
  });
  rig.git('commit', '-q', '--allow-empty', '-m', 'user');
  const fresh = await rig.start();
  expect(await fresh.agent.sh('ls src; git log -1 --format=%s')).toBe('store.txt\nuser\n');
  expect(fresh.agent.prompt).toContain('the agent exited with status 3');
  await fresh.agent.write('src/new.txt', 'second\n');
  fresh.agent.exit(3);
  await fresh.done;
  const goOn = await rig.start({ continueLast: true });
  expect(await goOn.agent.sh('cat src/new.txt')).toBe('second\n');
  await goOn.agent.sh(tick);
  goOn.agent.exit();
  expect(reportOf(await goOn.done)).toMatchObject({ outcome: 'completed', attempt: 3 });
  expect(rig.read('src/new.txt')).toBe('second\n');
  expect([1, 2].map((attempt) => rig.git('show', `${pin(attempt)}:src/new.txt`))).toEqual(['half\n', 'second\n']);
});

test.concurrent('--continue without an earlier result is refused, and nothing has begun', async () => {
  const rig = await makeHandRig();
  expect(await rig.workAlone({ continueLast: true })).toMatchObject({ ok: false, failure: { kind: 'wrong-state' } });
  expect(existsSync(path.join(rig.root, '.chant/runs', specId))).toBe(false);
});

test.concurrent('--no-land leaves a result that is ready to land, and `chant land` lands it', async () => {
  const rig = await makeHandRig();
  const main = rig.git('rev-parse', 'main');
  const run = await rig.work(`echo locked > src/store.txt; ${tick}`, { land: false });
  expect(run).toMatchObject({ reason: 'ready-to-land', next: [`chant land ${specId}`] });
  expect(rig.git('rev-parse', 'main')).toBe(main);
  expect(rig.leftovers()).toEqual([]);
  expect(reportOf(await rig.land())).toMatchObject({ outcome: 'completed', attempt: 1 });
  expect(rig.read('src/store.txt')).toBe('locked\n');
  expect(rig.leftovers()).toEqual([]);
  expect(await rig.land()).toMatchObject({ ok: false, failure: { kind: 'wrong-state', status: 'completed' } });
});

test.concurrent('a spec that is being worked on is refused to a second run, which says who has it', async () => {
  const rig = await makeHandRig();
  const { agent, done } = await rig.start();
  expect(await rig.workAlone()).toMatchObject({
    ok: false,
    failure: { kind: 'locked', what: specId, holder: { pid: process.pid } },
  });
  expect(await rig.land()).toMatchObject({ ok: false, failure: { kind: 'locked' } });
  await agent.sh(`echo locked > src/store.txt; ${tick}`);
  agent.exit();
  expect(reportOf(await done)).toMatchObject({ outcome: 'completed' });
});

test.concurrent('a reset stops a live run, keeps its work pinned, and the spec is pending again', async () => {
  const rig = await makeHandRig();
  // Stands for the chant that runs the spec: it gets the signal that a user's Ctrl-C would be, and lives until the run is over.
  const holder = spawn(
    process.execPath,
    [
      '-e',
      `process.on('SIGTERM', () => console.log('term')); process.stdin.resume(); process.stdin.on('end', () => process.exit()); console.log('up')`,
    ],
    { stdio: ['pipe', 'pipe', 'ignore'] },
  );
  await once(holder.stdout, 'data');
  const stop = new AbortController();
  holder.stdout.on('data', () => stop.abort('now'));
  const { agent, done } = await rig.start({ signal: stop.signal, pid: holder.pid ?? 0 });
  await agent.write('src/new.txt', 'half\n');
  const reset = resetSpec(rig.context(), { id: specId });
  expect(await done).toMatchObject({ ok: false, failure: { kind: 'interrupted' } });
  holder.stdin.end();
  expect(await reset).toEqual({ ok: true, value: { spec: specId, attempt: 1, status: 'pending' } });
  expect(await statusOf(rig)).toBe('ready');
  expect(rig.git('show', `${pin(1)}:src/new.txt`)).toBe('half\n');
  expect(rig.leftovers()).toEqual([]);
});

test.concurrent('a completed spec is pending again after a reset, and what had landed stays', async () => {
  const rig = await makeHandRig();
  await rig.work(`echo locked > src/store.txt; ${tick}`);
  const main = rig.git('rev-parse', 'main');
  expect((await rig.workAlone()).ok).toBe(false);
  expect((await resetSpec(rig.context(), { id: specId })).ok).toBe(true);
  expect(await statusOf(rig)).toBe('ready');
  expect(rig.git('rev-parse', 'main')).toBe(main);
  expect(rig.read('src/store.txt')).toBe('locked\n');
});

test.concurrent('a branch of an earlier run that the user has checked out is not taken away under his feet', async () => {
  const rig = await makeHandRig();
  const branch = `chant/${specId}`;
  rig.git('checkout', '-q', '-b', branch);
  rig.git('commit', '-q', '--allow-empty', '-m', 'looked at it');
  const before = rig.git('rev-parse', 'HEAD') + rig.git('status', '--porcelain');
  expect(await rig.work(`echo locked > src/store.txt; ${tick}`)).toMatchObject({
    outcome: 'completed',
    target: 'main',
  });
  expect(rig.git('symbolic-ref', 'HEAD')).toBe(`refs/heads/${branch}\n`);
  expect(rig.git('rev-parse', 'HEAD') + rig.git('status', '--porcelain')).toBe(before);
  expect(rig.leftovers()).toEqual([`refs/heads/${branch}`]);
});
