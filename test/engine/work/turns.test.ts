import { execFileSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { Event } from '../../../src/core/event.ts';
import { listAgents } from '../../../src/engine/operations/list-agents.ts';
import { pauseSpec } from '../../../src/engine/operations/pause-spec.ts';
import { showSpec } from '../../../src/engine/operations/show-spec.ts';
import { workSpecs } from '../../../src/engine/operations/work-specs.ts';
import { plainOptions } from '../../../src/engine/recover/rebuild-run.ts';
import { acquireLease } from '../../../src/io/store/lease.ts';
import { locateTurnLease } from '../../../src/io/store/run-folder.ts';
import type { HandAgent } from '../../helper/hand-agent.ts';
import { type HandRig, makeHandRig, reportOf, specId, tick } from '../../helper/hand-rig.ts';

const spec = (title: string) => `---\ntype: code\n---\n\n# ${title}\n\n## Acceptance Criteria\n\n- [ ] it is done\n`;
const otherId = '2026-02-08-002-q9x';
const thirdId = '2026-02-08-003-v7b';
const state = '.chant/store/rotation.json';

/** A project with three specs and agents that are all the same program. */
async function makeTurns(strategy: string, agents: string, files: Readonly<Record<string, string>> = {}) {
  const rig = await makeHandRig({
    files: {
      [`.chant/specs/${otherId}.md`]: spec('Other'),
      [`.chant/specs/${thirdId}.md`]: spec('Third'),
      ...files,
    },
  });
  const [program = '', ...rest] = rig.agents.command;
  const command = JSON.stringify([program, ...rest]);
  rig.write(
    '.chant/config.md',
    `---\ndefaults: { provider: claude, rotation_strategy: ${strategy} }\nworkspace: { sandbox: none }\n` +
      `parallel: { agents: [${agents.replaceAll('COMMAND', `command: ${command}`)}] }\n---\n`,
  );
  rig.git('commit', '-qam', 'turns');
  return rig;
}

const begin = async (rig: HandRig, id: string, options: Partial<typeof plainOptions> = {}) => {
  const events: Event[] = [];
  const context = rig.context({ onEvent: (event) => events.push(event) });
  const done = workSpecs(context, { ...plainOptions, ...options, ids: [id], dryRun: false });
  const early = done.then((result) => {
    throw new Error(`ended without an agent: ${JSON.stringify(result)}`);
  });
  const agent = await Promise.race([rig.agents.next(done), early]);
  early.catch(() => {});
  return { agent, done, events };
};

/** Who works on a spec, as its record says. */
async function whoWorks(rig: HandRig, id: string) {
  const shown = await showSpec(rig.context(), { id });
  return shown.ok ? (shown.value.run?.agent ?? null) : shown;
}

async function finish({ agent, done }: { agent: HandAgent; done: ReturnType<typeof workSpecs> }, file: string) {
  await agent.write(file, 'x\n');
  await agent.sh(tick);
  agent.exit();
  expect(reportOf(await done)).toMatchObject({ outcome: 'completed' });
}

const plan = async (rig: HandRig, id: string, provider: string | null = null) => {
  const planned = await workSpecs(rig.context(), { ...plainOptions, provider, ids: [id], dryRun: true });
  return planned.ok ? planned.value.plan[0]?.choice : planned.failure;
};

test('each spec gets the next agent in turn, who is full is passed over, and all full is said with who is at it', async () => {
  const rig = await makeTurns(
    'round-robin',
    '{name: a, COMMAND, max_concurrent: 1}, {name: b, COMMAND, max_concurrent: 1}',
  );
  const first = await begin(rig, specId);
  expect(await whoWorks(rig, specId)).toMatchObject({ name: 'a', choice: { why: 'round-robin', after: null } });
  expect(JSON.parse(rig.read(state))).toEqual({ last_index: 0, last: 'a' });
  // A dry run takes no turn.
  expect(await plan(rig, otherId)).toEqual({ name: 'b', why: 'round-robin', after: 'a', passedOver: [] });
  expect(await plan(rig, otherId)).toMatchObject({ name: 'b' });
  const second = await begin(rig, otherId);
  expect(await whoWorks(rig, otherId)).toMatchObject({ name: 'b', choice: { after: 'a' } });
  const busy = { pid: process.pid, host: 'testhost', since: expect.any(String) };
  const full = {
    kind: 'agents-busy',
    agents: [
      { name: 'a', most: 1, runs: [{ spec: specId, ...busy }] },
      { name: 'b', most: 1, runs: [{ spec: otherId, ...busy }] },
    ],
  };
  expect(await plan(rig, thirdId)).toEqual(full);
  expect(await workSpecs(rig.context(), { ...plainOptions, ids: [thirdId], dryRun: false })).toEqual({
    ok: false,
    failure: full,
  });
  expect(await plan(rig, thirdId, 'b')).toMatchObject({ kind: 'agents-busy', agents: [{ name: 'b' }] });
  expect(await listAgents(rig.context(), { id: thirdId })).toMatchObject({
    value: {
      choice: null,
      busy: full,
      agents: expect.arrayContaining([
        expect.objectContaining({ name: 'a', turn: { weight: 1, most: 1 }, runs: [specId] }),
      ]),
    },
  });
  // It is a's turn, who has no room yet.
  await finish(second, 'b.txt');
  const third = await begin(rig, thirdId);
  expect(await whoWorks(rig, thirdId)).toMatchObject({ name: 'b', choice: { after: 'b', passedOver: ['a'] } });
  await finish(first, 'a.txt');
  await finish(third, 'c.txt');
  expect(rig.leftovers()).toEqual([]);
  expect(rig.git('status', '--porcelain')).toBe('');
});

test('specs that begin at the same time get one agent each', async () => {
  const rig = await makeTurns(
    'round-robin',
    '{name: a, COMMAND}, {name: b, COMMAND, max_concurrent: 1}, {name: c, COMMAND}',
  );
  const runs = await Promise.all([specId, otherId, thirdId].map((id) => begin(rig, id)));
  const names = await Promise.all([specId, otherId, thirdId].map((id) => whoWorks(rig, id)));
  expect(names.map((one) => (one !== null && 'name' in one ? one.name : one)).sort()).toEqual(['a', 'b', 'c']);
  for (const { agent } of runs) agent.exit();
  await Promise.all(runs.map(({ done }) => done));
});

test('an agent has room again as soon as it is done, while chant is still at its checks', async () => {
  const rig = await makeTurns('round-robin', '{name: a, COMMAND, max_concurrent: 1}');
  const gate = path.join(rig.root, '../gate');
  execFileSync('mkfifo', [gate]);
  rig.write(
    `.chant/specs/${specId}.md`,
    spec('First').replace('type: code', `type: code\nchecks: ["read x < ${gate}"]`),
  );
  rig.git('commit', '-qam', 'gate');
  let seen = (): void => {};
  const checking = new Promise<void>((resolve) => {
    seen = resolve;
  });
  const context = rig.context({ onEvent: (event) => event.kind === 'check-started' && seen() });
  const done = workSpecs(context, { ...plainOptions, ids: [specId], dryRun: false });
  const agent = await rig.agents.next(done);
  expect(await plan(rig, otherId)).toMatchObject({ kind: 'agents-busy' });
  await agent.write('a.txt', 'x\n');
  await agent.sh(tick);
  agent.exit();
  await checking;
  expect(await plan(rig, otherId)).toMatchObject({ name: 'a' });
  writeFileSync(gate, 'go\n');
  expect(reportOf(await done)).toMatchObject({ outcome: 'completed' });
});

test('a turn is taken by one chant at a time', async () => {
  const rig = await makeTurns('round-robin', '{name: a, COMMAND}');
  const held = acquireLease({
    ...{ file: locateTurnLease(rig.store()), what: 'turns', pid: process.pid, host: 'testhost' },
    ...{ now: '2026-02-08T12:00:00Z', token: 'another' },
  });
  expect(held.ok).toBe(true);
  let now = Date.now();
  // Patience ends when the clock says so.
  const clock = {
    now: () => {
      now += 61_000;
      return now;
    },
  };
  const result = await workSpecs({ ...rig.context(), clock }, { ...plainOptions, ids: [specId], dryRun: false });
  expect(result).toMatchObject({ ok: false, failure: { kind: 'locked', what: 'turns' } });
  expect(existsSync(path.join(rig.root, state))).toBe(false);
});

test('a file of turns that cannot be read is said and begun anew', async () => {
  const rig = await makeTurns('round-robin', '{name: a, COMMAND}, {name: b, COMMAND}');
  rig.write(state, '{"last_ind');
  const run = await begin(rig, specId);
  expect(run.events).toContainEqual({
    kind: 'warning',
    spec: specId,
    message: expect.stringContaining('.chant/store/rotation.json'),
  });
  expect(JSON.parse(rig.read(state))).toEqual({ last_index: 0, last: 'a' });
  run.agent.exit();
  await run.done;
});

test('whoever goes on with his conversation keeps his agent, although it would be the next one’s turn', async () => {
  const rig = await makeTurns('round-robin', '{name: a, COMMAND}, {name: b, COMMAND}');
  const run = await begin(rig, specId);
  expect(await pauseSpec(rig.context(), { id: specId })).toMatchObject({ ok: true });
  await run.done;
  // As an agent with a protocol leaves it: it has said what its conversation is known by.
  const journal = `.chant/runs/${specId}/1/journal.jsonl`;
  const lines = rig.read(journal).split('\n');
  rig.write(
    journal,
    [...lines.slice(0, -2), '{"at":"2026-02-08T12:00:00.000Z","entry":"session","id":"s1"}', ...lines.slice(-2)].join(
      '\n',
    ),
  );
  const again = await begin(rig, specId, { continueLast: true });
  expect(await whoWorks(rig, specId)).toMatchObject({ name: 'a', choice: { why: 'kept' } });
  again.agent.exit();
  await again.done;
  expect(JSON.parse(rig.read(state))).toEqual({ last_index: 0, last: 'a' });
});

test('agents.md wins over the configuration of the project', async () => {
  const rig = await makeTurns('round-robin', '{name: a, COMMAND}');
  rig.write(
    '.chant/agents.md',
    `---\nparallel: { agents: [{ name: mine, command: ${JSON.stringify(rig.agents.command)} }] }\n---\n`,
  );
  expect(await plan(rig, specId)).toMatchObject({ name: 'mine', why: 'round-robin' });
});
