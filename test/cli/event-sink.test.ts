import { expect, test } from 'vitest';
import { makeEventSink } from '../../src/cli/event-sink.ts';
import type { Event } from '../../src/core/event.ts';
import { makeContext } from '../helper/fake-context.ts';

const spec = '2026-02-08-010-v7b';
const title = 'Fix issue #1234: add locking to concurrent writes';
const check = { name: 'reproduce', run: 'cargo test', before: 'fail', after: 'pass', timeoutMs: null } as const;
const evidence = {
  check: 'reproduce',
  run: 'cargo test',
  expected: 'pass',
  held: true,
  exitCode: 0,
  ended: null,
  commit: 'abc',
  startedAt: '',
  tail: '',
  file: '',
} as const;

const story: readonly Event[] = [
  { kind: 'run-started', spec, attempt: 1, title, resumed: false },
  { kind: 'step-started', spec, step: 'claim' },
  { kind: 'step-finished', spec, step: 'claim', ms: 3 },
  { kind: 'step-started', spec, step: 'prepare' },
  { kind: 'workspace-ready', spec, path: '/tmp/chant-010-v7b', branch: `chant/${spec}`, base: 'abc', target: 'main' },
  { kind: 'setup-ran', spec, command: 'npm ci', exitCode: 0, ms: 2500 },
  { kind: 'step-finished', spec, step: 'prepare', ms: 3000 },
  { kind: 'agent', spec, event: { kind: 'said', text: 'I read the research\u001b[2J\nand start.' } },
  { kind: 'agent', spec, event: { kind: 'did', action: 'edit', path: 'src/storage/store.rs' } },
  { kind: 'agent', spec, event: { kind: 'denied', what: 'curl' } },
  { kind: 'agent', spec, event: { kind: 'session', id: 's' } },
  { kind: 'step-finished', spec, step: 'agent', ms: 100_000 },
  { kind: 'check-started', spec, check, side: 'after' },
  { kind: 'check-finished', spec, evidence: { ...evidence, side: 'after', ms: 1200 } },
  { kind: 'check-finished', spec, evidence: { ...evidence, side: 'before', held: false, exitCode: 101, ms: 900 } },
  { kind: 'gate', spec, result: { gate: 'scope', verdict: 'held', detail: [] } },
  { kind: 'gate', spec, result: { gate: 'criteria', verdict: 'failed', detail: ['line 9: tests are added'] } },
  { kind: 'warning', spec, message: 'the lock file changed' },
  {
    kind: 'landed',
    spec,
    target: 'refs/heads/fix/issue-1234',
    commit: '1a2b3c4d5e6f',
    broughtAlong: ['/home/u/store'],
  },
  { kind: 'run-finished', spec, attempt: 1, outcome: 'completed', reason: null, ms: 150_000, usage: null },
];

async function show(events: readonly Event[], how: { json?: boolean; streams?: boolean } = {}) {
  let now = 0;
  const fake = makeContext({ now: () => (now += 1000) });
  const { terminal, clock } = fake.context;
  const sink = makeEventSink({ terminal, clock, json: how.json ?? false, streams: how.streams ?? true });
  for (const event of events) sink(event);
  // What was said last is written when this turn of the program is over.
  await Promise.resolve();
  return { stdout: fake.stdout(), stderr: fake.stderr() };
}

test('a run is told line by line, from Working to Completed', async () => {
  expect(await show(story)).toMatchInlineSnapshot(`
    {
      "stderr": "warning: the lock file changed
    ",
      "stdout": "Working 010-v7b: Fix issue #1234: add locking to concurrent writes
    > Agent working in worktree /tmp/chant-010-v7b
       3.0s setup: npm ci done in 2.5s
       4.0s I read the research and start.
       5.0s * edit src/storage/store.rs
       6.0s denied: curl
       7.0s agent done in 1m 40s
       8.0s check reproduce: runs on the result
       9.0s check reproduce: passes on the result, as expected (1.2s)
        10s check reproduce: fails (exit 101) on the base, expected to pass (0.9s)
        11s ✓ scope: only what the spec names was changed
        12s ✗ criteria: does not hold
        12s   line 9: tests are added
        13s Landed on fix/issue-1234 as 1a2b3c4d; the checkout in /home/u/store came along
    Completed in 2m 30s
    ",
    }
  `);
});

test('lines of two runs at once say which one they belong to', async () => {
  const other = '2026-02-08-011-k2m';
  const { stdout } = await show([
    {
      ...{ kind: 'run-started', spec, attempt: 1, title: 'One', resumed: false },
      choice: { name: 'claude', why: 'default', after: null, passedOver: [] },
    },
    {
      ...{ kind: 'run-started', spec: other, attempt: 1, title: 'Two', resumed: false },
      choice: { name: 'account2', why: 'round-robin', after: 'account1', passedOver: [] },
    },
    { kind: 'agent', spec, event: { kind: 'said', text: 'hello' } },
    { kind: 'run-finished', spec, attempt: 1, outcome: 'completed', reason: null, ms: 1000, usage: null },
    { kind: 'agent', spec: other, event: { kind: 'said', text: 'hello' } },
  ]);
  expect(stdout).toMatchInlineSnapshot(`
    "Working 010-v7b: One
    Working 011-k2m: Two (account2; round-robin: next after account1)
       4.0s 010-v7b hello
    010-v7b Completed in 1.0s
       4.0s hello
    "
  `);
});

test('with --json every event but the journal is one line on standard output', async () => {
  const line = { entry: 'begin', step: 'claim', at: '2026-02-08T12:00:00Z' } as const;
  const { stdout, stderr } = await show([...story, { kind: 'journal', spec, attempt: 1, line }], { json: true });
  const lines = stdout.trimEnd().split('\n');
  expect(lines.map((text) => JSON.parse(text))).toEqual(story);
  expect(stderr).toBe('');
});

test('with --json a command that prints one object does not print events', async () => {
  expect(await show(story, { json: true, streams: false })).toEqual({ stdout: '', stderr: '' });
});

const waiting = (leftMs: number, until = '2026-02-08T12:30:00.000Z'): Event => {
  return { kind: 'waiting', spec, why: 'reset', cause: 'rate-limit', message: '429', until, leftMs, tries: 1 };
};

test('a wait is told at first and every five minutes, in lines and in JSON', async () => {
  const hour = Array.from({ length: 3600 }, (_, second) => waiting((3600 - second) * 1000));
  const events = [...hour, waiting(1000, '2026-02-08T13:30:00.000Z'), { kind: 'waited', spec, ms: 1000 } as const];
  const lines = (await show(events)).stdout.trim().split('\n');
  expect(lines).toHaveLength(14);
  expect(lines[0]).toContain('waiting 1h 0m: the rate limit was reached; serves again at 12:30:00Z (try 1)');
  expect(lines[1]).toContain('waiting 55m 0s: ');
  expect(lines.at(-1)).toContain('waited 1.0s');
  expect((await show(events, { json: true, streams: true })).stdout.trim().split('\n')).toHaveLength(14);
});

test('at a terminal a wait counts down on one line, which goes away', async () => {
  const fake = makeContext({ terminal: { outIsTty: true, columns: 60 } });
  const { terminal, clock } = fake.context;
  const sink = makeEventSink({ terminal, clock, json: false, streams: true });
  for (const event of [waiting(2000), waiting(1000), { kind: 'waited', spec, ms: 2000 } as const]) sink(event);
  const [first = '', second = '', last] = fake.stdout().split('\r\u001B[2K');
  expect([first.length, second.length]).toEqual([59, 59]);
  expect([first, second].map((line) => /^waiting [\d.]+s/.exec(line)?.[0])).toEqual(['waiting 2.0s', 'waiting 1.0s']);
  expect(last).toBe('waited 2.0s\n');
});

test('what an agent says in one go is one write, and is written before anything that comes later', async () => {
  const fake = makeContext();
  const writes: string[] = [];
  const terminal = { ...fake.context.terminal, out: (text: string) => void writes.push(text) };
  const sink = makeEventSink({ terminal, clock: fake.context.clock, json: false, streams: true });
  const say = (text: string): void => sink({ kind: 'agent', spec, event: { kind: 'said', text } });
  say('one');
  say('two');
  await Promise.resolve();
  say('three');
  sink({ kind: 'waited', spec, ms: 1 });
  expect(writes).toEqual(['one\ntwo\n', 'three\nwaited 0.0s\n']);
});
