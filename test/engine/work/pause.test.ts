import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { Event } from '../../../src/core/event.ts';
import { pauseSpec } from '../../../src/engine/operations/pause-spec.ts';
import { resetSpec } from '../../../src/engine/operations/reset-spec.ts';
import { showStatus } from '../../../src/engine/operations/show-status.ts';
import { scripted, turnsOf } from '../../helper/scripted-rig.ts';
import { type HandRig, makeHandRig, reportOf, specId, specPath, tick } from '../../helper/hand-rig.ts';

const pin = (attempt: number) => `refs/chant/runs/${specId}/${attempt}`;
const places = { worktree: '', clone: 'workspace: { isolation: clone, sandbox: none }' };
const inside = (rig: HandRig, file: string) => path.join(rig.temp, 'chant-001-k2m', file);

async function pausedRig(config: string): Promise<HandRig> {
  const rig = await makeHandRig({ config });
  const { agent, done } = await rig.start();
  await agent.write('src/store.txt', 'one\nlocked\nthree\n');
  await agent.sh('git commit -qam "lock the store"');
  await agent.write('src/new.txt', 'half\n');
  const paused = await pauseSpec(rig.context(), { id: specId });
  expect(paused).toMatchObject({ ok: true, value: { spec: specId, attempt: 1, status: 'paused', session: false } });
  expect(reportOf(await done)).toMatchObject({ outcome: 'paused', reason: 'paused' });
  return rig;
}

test.concurrent.each(Object.entries(places))(
  'a run in a %s that is paused keeps its workspace as it is, and a resumed one goes on in it and lands the whole',
  async (_, config) => {
    const rig = await pausedRig(config);
    expect(await showStatus(rig.context(), { id: null })).toMatchObject({
      value: {
        attention: [{ status: 'paused', run: { workspace: inside(rig, '.').replace(/\/\.?$/, '') } }],
        counts: { paused: 1 },
      },
    });
    expect(rig.git('show', `${pin(1)}:src/new.txt`)).toBe('half\n');
    expect(readFileSync(inside(rig, 'src/new.txt'), 'utf8')).toBe('half\n');
    expect(rig.read('src/store.txt')).not.toContain('locked');
    const again = await rig.start({ continueLast: true });
    expect(again.agent.cwd).toBe(inside(rig, '').replace(/\/$/, ''));
    expect(again.agent.env['CHANT_ATTEMPT']).toBe('2');
    // As the agent left it: what was not committed is not, and its own commit is the last.
    expect(await again.agent.sh('git status --porcelain -- src; git log --format=%s -1')).toBe(
      '?? src/new.txt\nlock the store\n',
    );
    expect(again.agent.prompt).toContain('paused by a person');
    expect(again.agent.prompt).toContain('added: src/new.txt');
    await again.agent.write('src/new.txt', 'whole\n');
    await again.agent.sh('git add -A; git commit -qm "the rest"');
    await again.agent.sh(tick);
    again.agent.exit();
    expect(reportOf(await again.done)).toMatchObject({ outcome: 'completed', attempt: 2 });
    expect([rig.read('src/new.txt'), rig.read('src/store.txt')]).toEqual(['whole\n', 'one\nlocked\nthree\n']);
    for (const subject of ['lock the store', 'the rest'])
      expect(rig.graph().filter((line) => line.includes(subject))).toHaveLength(1);
    expect(rig.leftovers()).toEqual([]);
  },
);

/** Waits for an event of a run. */
function lookOut(isIt: (event: Event) => boolean): { seen: Promise<void>; onEvent: (event: Event) => void } {
  let see = (): void => {};
  const seen = new Promise<void>((resolve) => {
    see = resolve;
  });
  return { seen, onEvent: (event) => isIt(event) && see() };
}

/** As a person who stands in the workspace. */
function asPerson(rig: HandRig, ...git: string[]): void {
  const identity = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.com'];
  execFileSync('git', [...identity, ...git], { cwd: inside(rig, ''), stdio: 'ignore' });
}

test.concurrent.each(Object.entries(places))(
  'what a person commits and changes in the %s while a run is paused counts, the commit under its own name',
  async (_, config) => {
    const rig = await pausedRig(config);
    writeFileSync(inside(rig, 'src/hand.txt'), 'by hand\n');
    asPerson(rig, 'add', 'src/hand.txt');
    asPerson(rig, 'commit', '-q', '-m', 'by hand');
    writeFileSync(inside(rig, 'src/new.txt'), 'corrected\n');
    const again = await rig.start();
    const told = rig.events.flatMap((event) => (event.kind === 'warning' ? [event.message] : []));
    expect(told.join()).toMatch(/was changed since the agent was stopped.*: src\/hand.txt, src\/new.txt/);
    expect(again.agent.prompt).toMatch(/a person has worked in the workspace[\s\S]*added: src\/hand.txt/);
    expect(await again.agent.sh('cat src/new.txt; git log --format=%an -2')).toBe('corrected\nAda\nchant agent\n');
    await again.agent.sh(`echo more > src/more.txt; git add src/more.txt; git commit -qm more; ${tick}`);
    again.agent.exit();
    expect(reportOf(await again.done)).toMatchObject({ outcome: 'completed' });
    expect(rig.git('log', '--format=%an %s', 'main', '--', 'src/hand.txt', 'src/more.txt', 'src/store.txt')).toMatch(
      /chant agent more\nAda by hand\nchant agent lock the store\n/,
    );
    expect(rig.read('src/new.txt')).toBe('corrected\n');
    expect(rig.leftovers()).toEqual([]);
  },
);

test.concurrent("a commit that the agent makes under another name does not become a person's by a pause", async () => {
  const rig = await makeHandRig();
  const { agent, done } = await rig.start();
  const mask = 'GIT_AUTHOR_EMAIL=linus@example.com GIT_COMMITTER_EMAIL=linus@example.com';
  await agent.sh(`echo x > src/x.txt; git add src/x.txt; ${mask} git commit -qm "from Linus"`);
  expect((await pauseSpec(rig.context(), { id: specId })).ok).toBe(true);
  await done;
  const again = await rig.start();
  await again.agent.sh(tick);
  again.agent.exit();
  expect(reportOf(await again.done)).toMatchObject({ outcome: 'completed' });
  expect(rig.read('src/x.txt')).toBe('x\n');
  expect(rig.git('log', '--format=%ae', 'main')).not.toContain('linus');
});

test.concurrent('the resumed agent gets the spec as its owner has it now, with the ticks and notes of before and no other change', async () => {
  const spec =
    '---\ntype: code\n---\n\n# Add locking\n\n## Acceptance Criteria\n\n- [ ] writes are locked\n- [ ] reads too\n';
  const rig = await makeHandRig({ spec });
  const { agent, done } = await rig.start();
  await agent.sh(`sed -i '0,/- \\[ \\]/s//- [x]/; s/^type: code/type: code\\nstatus: completed/' "$CHANT_SPEC_FILE"`);
  await agent.sh('printf "\\nNote: half is done.\\n" >> "$CHANT_SPEC_FILE"');
  expect((await pauseSpec(rig.context(), { id: specId })).ok).toBe(true);
  await done;
  const told = rig.events.flatMap((event) => (event.kind === 'warning' ? [event.message] : []));
  expect(told).toContain('status was changed in the spec');
  rig.write(specPath, spec.replace('reads too', 'reads, too').replace('type: code', 'type: code\nlabels: [new]'));
  const again = await rig.start();
  const copy = await again.agent.sh('cat "$CHANT_SPEC_FILE"');
  expect(copy).toContain('labels: [new]');
  expect(copy).not.toContain('status:');
  expect(copy).toContain('- [x] writes are locked\n- [ ] reads, too');
  expect(again.agent.prompt).toMatch(/Criteria that are ticked:[\s\S]*writes are locked/);
  again.agent.exit(1);
  await again.done;
});

test.concurrent('a workspace that is gone is made again from what is pinned, and that is said', async () => {
  const rig = await pausedRig('');
  rmSync(inside(rig, ''), { recursive: true });
  rmSync(`${inside(rig, '').replace(/\/$/, '')}.session`, { recursive: true });
  const again = await rig.start();
  const told = rig.events.flatMap((event) => (event.kind === 'warning' ? [event.message] : []));
  expect(told.join()).toContain('is not there any more; a new workspace is made from what is pinned');
  expect(await again.agent.sh('cat src/new.txt src/store.txt')).toBe('half\none\nlocked\nthree\n');
  await again.agent.sh(tick);
  again.agent.exit();
  expect(reportOf(await again.done)).toMatchObject({ outcome: 'completed', attempt: 2 });
  expect(rig.leftovers()).toEqual([]);
});

test.concurrent.each(Object.entries(places))(
  'a reset of a run that is paused in a %s pins what is in the workspace by then, and takes it away',
  async (_, config) => {
    const rig = await pausedRig(config);
    writeFileSync(inside(rig, 'src/hand.txt'), 'by hand\n');
    expect(await resetSpec(rig.context(), { id: specId })).toMatchObject({ ok: true, value: { attempt: 1 } });
    expect(rig.leftovers()).toEqual([]);
    expect(rig.git('show', `${pin(1)}:src/hand.txt`)).toBe('by hand\n');
    expect(rig.git('show', `${pin(1)}:src/new.txt`)).toBe('half\n');
    const { agent, done } = await rig.start();
    expect(await agent.sh('ls src')).toBe('store.txt\n');
    agent.exit(1);
    await done;
  },
);

test.concurrent('what does not run cannot be paused, and is not changed', async () => {
  const rig = await makeHandRig();
  const asked = () => pauseSpec(rig.context(), { id: specId });
  expect(await asked()).toMatchObject({ ok: false, failure: { kind: 'wrong-state', status: 'ready' } });
  await rig.work(`echo locked > src/store.txt; ${tick}`);
  expect(await asked()).toMatchObject({ ok: false, failure: { kind: 'wrong-state', status: 'completed' } });
});

test.concurrent('what was done before the pause is judged with the rest: out of scope stays out of scope', async () => {
  const spec =
    '---\ntype: code\ntarget_files: [src/store.txt]\n---\n\n# Add locking\n\n## Acceptance Criteria\n\n- [ ] writes are locked\n';
  const rig = await makeHandRig({ spec });
  const { agent, done } = await rig.start();
  await agent.sh('echo x > other.txt; git add -A; git commit -qm other');
  expect((await pauseSpec(rig.context(), { id: specId })).ok).toBe(true);
  await done;
  const again = await rig.start();
  await again.agent.sh(`echo locked > src/store.txt; ${tick}`);
  again.agent.exit();
  expect(reportOf(await again.done)).toMatchObject({ outcome: 'needs_attention', reason: 'out-of-scope' });
  expect(rig.leftovers()).toEqual([]);
});

test.concurrent('what the agent did to the repository before the pause is not forgiven by it', async () => {
  const rig = await makeHandRig();
  const { agent, done } = await rig.start();
  await agent.sh(`echo mine > ${rig.root}/planted.txt`);
  expect((await pauseSpec(rig.context(), { id: specId })).ok).toBe(true);
  await done;
  const again = await rig.start();
  await again.agent.sh(`echo locked > src/store.txt; ${tick}`);
  again.agent.exit();
  expect(reportOf(await again.done)).toMatchObject({ outcome: 'needs_attention', reason: 'repository-touched' });
});

test.concurrent('an agent with a session is resumed in it, and told only that it goes on; another one is told all', async () => {
  const half = ['sh', 'echo half > src/half.txt'];
  const { work, done } = turnsOf;
  const rig = await scripted([[half, ['say', 'half is done'], ['hang']], [['hang']], [work, done]]);
  for (const attempt of [1, 2]) {
    const begun = lookOut((event) => event.kind === 'agent' && event.event.kind === 'said');
    const ended = rig.workAlone(begun);
    await begun.seen;
    const paused = await pauseSpec(rig.context(), { id: specId });
    expect(paused).toMatchObject({ ok: true, value: { attempt, session: true, changes: ['src/half.txt'] } });
    expect(reportOf(await ended)).toMatchObject({ outcome: 'paused' });
  }
  expect(reportOf(await rig.workAlone())).toMatchObject({ outcome: 'completed', attempt: 3 });
  expect(rig.journal('session', 1)).toMatchObject([{ id: 'fresh' }]);
  expect(rig.read('../prompt-1')).toContain('Add locking');
  for (const name of ['../prompt-2', '../prompt-3']) {
    expect(rig.read(name)).toContain('paused by a person');
    expect(rig.read(name)).not.toContain('Add locking');
  }
  expect(rig.read('src/half.txt')).toBe('half\n');
});

test.concurrent('a run that waits for a service is paused at once', async () => {
  const limited = ['fail', 429, 'Rate limit reached. Please try again in 3 hours.'];
  const rig = await scripted([[['sh', 'echo half > src/half.txt'], limited]]);
  const waiting = lookOut((event) => event.kind === 'waiting');
  const ended = rig.workAlone(waiting);
  await waiting.seen;
  expect(await pauseSpec(rig.context(), { id: specId })).toMatchObject({ ok: true, value: { session: true } });
  expect(reportOf(await ended)).toMatchObject({ outcome: 'paused', reason: 'paused' });
  expect(readFileSync(inside(rig, 'src/half.txt'), 'utf8')).toBe('half\n');
});
