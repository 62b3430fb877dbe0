import { expect, test } from 'vitest';
import type { Event } from '../../../src/core/event.ts';
import { showSpec } from '../../../src/engine/operations/show-spec.ts';
import { showStatus } from '../../../src/engine/operations/show-status.ts';
import { makeHandRig, reportOf, specId, tick } from '../../helper/hand-rig.ts';
import { scripted, turnsOf } from '../../helper/scripted-rig.ts';

const { cost, done, work } = turnsOf;

const waits = (events: readonly Event[]) => events.filter((event) => event.kind === 'waiting');

test.concurrent('what an agent used is in its report, in show and in the sum of the day', async () => {
  const rig = await scripted([[cost(0.25), work, done]]);
  const usage = { inputTokens: 1000, outputTokens: 50, costUsd: 0.25 };
  expect(reportOf(await rig.workAlone())).toMatchObject({ outcome: 'completed', usage });
  expect(await showSpec(rig.context(), { id: specId })).toMatchObject({ value: { usage, run: { usage } } });
  expect(await showStatus(rig.context(), { id: null })).toMatchObject({ value: { usedToday: usage } });
});

test.concurrent('a rate limit with a stated reset is waited for, and the agent goes on in its session with its work', async () => {
  const limited = ['fail', 429, 'Rate limit reached. Please try again in 40ms.'];
  const half = ['sh', 'echo half > src/half.txt'];
  const rig = await scripted([
    [half, cost(0.5), limited],
    [['sh', 'cat src/half.txt'], cost(0.25), work, done],
  ]);
  expect(reportOf(await rig.workAlone())).toMatchObject({ outcome: 'completed', attempt: 1, usage: { costUsd: 0.75 } });
  expect(waits(rig.events)).toMatchObject([{ why: 'reset', cause: 'rate-limit', tries: 1 }]);
  expect(rig.journal('waiting')).toHaveLength(1);
  expect(rig.journal('agent-started')).toHaveLength(2);
  expect(rig.journal('used').at(-1)).toMatchObject({ usage: { costUsd: 0.75 } });
  expect(rig.read('../prompt-1')).toContain('Add locking');
  // The session remembers the rest.
  expect(rig.read('../prompt-2')).toContain('the rate limit was reached');
  expect(rig.read('../prompt-2')).not.toContain('Add locking');
  expect(rig.read('src/half.txt')).toBe('half\n');
  expect(rig.leftovers()).toEqual([]);
});

test.concurrent('a service that stays busy is given up after limits.attempts, and the work is kept', async () => {
  const limited = ['fail', 429, 'Rate limit reached. Please try again in 10ms.'];
  const rig = await scripted([[['sh', 'echo half > src/half.txt'], limited]], '{ attempts: 2 }');
  const run = reportOf(await rig.workAlone());
  expect(run).toMatchObject({ outcome: 'failed', reason: 'agent-failed' });
  expect(run.detail.join('\n')).toMatch(/the rate limit was reached: .*\n(.*\n)*tried 3 times \(limits.attempts: 2\)/);
  expect(rig.journal('agent-started')).toHaveLength(3);
  expect(rig.git('show', `refs/chant/runs/${specId}/1:src/half.txt`)).toBe('half\n');
});

test.concurrent('a wrong key is not tried again', async () => {
  const rig = await scripted([[['fail', 401, 'invalid x-api-key']]]);
  const run = reportOf(await rig.workAlone());
  expect(run.detail[0]).toContain('the key or the sign-in was refused');
  expect([rig.journal('agent-started').length, waits(rig.events).length]).toEqual([1, 0]);
});

test.concurrent.each(['pause', 'now'])(
  'Ctrl-C (%s) while a service is waited for pauses the run with its work',
  async (reason) => {
    const limited = ['fail', 429, 'Rate limit reached. Please try again in 3 hours.'];
    const rig = await scripted([[['sh', 'echo half > src/half.txt'], limited]]);
    const stop = new AbortController();
    const ended = await rig.workAlone({
      signal: stop.signal,
      onEvent: (event) => event.kind === 'waiting' && stop.abort(reason),
    });
    expect(ended).toEqual({ ok: false, failure: { kind: 'interrupted', spec: specId } });
    expect(await showStatus(rig.context(), { id: null })).toMatchObject({ value: { counts: { paused: 1 } } });
    expect(rig.git('show', `refs/chant/runs/${specId}/1:src/half.txt`)).toBe('half\n');
  },
);

test.concurrent('a cost limit ends the agent, names itself, counts over attempts, and then lets none begin', async () => {
  const rig = await scripted(
    [
      [cost(0.6), ['fail', 500, 'x']],
      [cost(0.6), ['hang']],
    ],
    '{ cost_usd: 1, attempts: 1 }',
  );
  const stop = new AbortController();
  await rig.workAlone({ signal: stop.signal, onEvent: (event) => event.kind === 'waiting' && stop.abort('now') });
  const run = reportOf(await rig.workAlone());
  expect(run).toMatchObject({ outcome: 'failed', attempt: 2 });
  expect(run.detail).toEqual([
    'the cost limit was reached',
    'limits.cost_usd: $1.20 of $1.00',
    `raise limits.cost_usd in .chant/config.md, then go on: chant work ${specId} --continue`,
  ]);
  expect(await rig.workAlone()).toMatchObject({
    failure: { kind: 'limit-reached', over: 'spec', limit: { key: 'limits.cost_usd', figure: 1.2, configured: 1 } },
  });
});

test.concurrent('tokens of one day over all specs let no other spec begin', async () => {
  const rig = await scripted([[work, done]], '{ day: { tokens: 1050 } }');
  const other = specId.replace('001', '002');
  rig.write(`.chant/specs/${other}.md`, '# Other\n');
  expect(reportOf(await rig.workAlone())).toMatchObject({ outcome: 'completed' });
  const { workSpecs } = await import('../../../src/engine/operations/work-specs.ts');
  const { plainOptions } = await import('../../../src/engine/recover/rebuild-run.ts');
  expect(await workSpecs(rig.context(), { ...plainOptions, ids: [other], dryRun: false })).toMatchObject({
    failure: { kind: 'limit-reached', over: 'day', limit: { figure: 1050, configured: 1050 } },
  });
});

test.concurrent('a cost limit with an agent that does not tell its cost is said once', async () => {
  const rig = await makeHandRig({ config: 'limits: { cost_usd: 1 }' });
  await rig.work(`echo locked > src/store.txt; ${tick}`);
  const warnings = rig.events.flatMap((event) => (event.kind === 'warning' ? [event.message] : []));
  expect(warnings).toEqual(['limits.cost_usd cannot be held: hand does not tell what it costs']);
});
