import { expect } from 'vitest';
import type { Script } from '../helper/model-server/script.ts';
import type { Client } from './client.ts';
import { endAgent, killLargestProcess, pauseAndResume, workAndContinue } from './course.ts';
import type { Seen } from './seen.ts';
import type { Scenario } from './scenario.ts';

const writes: Script = [{ say: 'I write.', call: { write: 'src/a.txt', content: 'made\n' } }, { say: 'All is done.' }];
const outside: Script = [
  { say: 'I write beside.', call: { write: 'other.txt', content: 'no\n' } },
  { call: { write: 'src/a.txt', content: 'made\n' } },
  { say: 'All is done.' },
];

/**
 * Long, so that half of an answer is text: a client may keep what it has heard, and half a call would be taken for a
 * whole one. And no phrase twice, which a client may take for a model that is caught in a loop.
 */
const longSpeech =
  'The first file holds half of what was asked for, so a second one is next. It lies in the same folder, as the scope ' +
  'names nothing else, and gets the one word that the check looks for. No test is needed beside it: grep is the test. ' +
  'After that nothing is left to change, the older text stays as somebody wrote it, and the work can be handed over.';

/** The model stops in the middle of its second answer. */
const halfway: Script = [
  { say: 'I begin.', call: { write: 'src/a.txt', content: 'half\n' } },
  { fault: 'stall', times: 1 },
  { say: longSpeech, call: { write: 'src/c.txt', content: 'made\n' } },
  { say: 'All is done.' },
];

/** What the prompt of every scenario asks for. */
const asked = 'Put the word `made` into a file under src/.';

function expectLanded(seen: Seen): void {
  expect([seen.outcome, seen.status]).toEqual(['completed', 0]);
  expect(seen.landed).toEqual({ 'src/a.txt': 'made', 'src/b.txt': 'old' });
}

function expectNothingLanded(seen: Seen): void {
  expect(seen.landed).toEqual({ 'src/b.txt': 'old' });
}

/** What the model got asked of each request that it was to answer. */
const answers = (seen: Seen): readonly unknown[] =>
  seen.requests.flatMap(({ wire, got }) => (wire === null || got === 'aside' ? [] : [got]));

/** What the model was sent after the command had begun that came last. */
const resumed = ({ requests, commands }: Seen): Seen['requests'] =>
  requests.slice(commands.at(-1)?.since ?? 0).filter(({ wire, got }) => wire !== null && got !== 'aside');

/** How often the model was told what to do, in the conversation of a request. */
const countAsked = (request: Seen['requests'][number] | undefined): number =>
  (request?.turns ?? []).filter(({ by, text }) => by === 'user' && text.includes(asked)).length;

function expectHalfPinned(seen: Seen): void {
  expect(seen.attempts[0]?.pinned).toEqual({ 'src/a.txt': 'half', 'src/b.txt': 'old' });
}

/** After a pause the agent goes on in its own conversation: what was asked and done before is sent again, once. */
function expectGoneOn(seen: Seen): void {
  const [work, pause] = seen.commands;
  expect([work?.status, pause?.status], `${work?.stderr} ${pause?.stderr}`).toEqual([130, 0]);
  expect(JSON.parse(pause?.stdout ?? '')).toMatchObject({ status: 'paused', session: true, changes: ['src/a.txt'] });
  expectHalfPinned(seen);
  expect([seen.outcome, seen.status]).toEqual(['completed', 0]);
  expect(seen.landed).toEqual({ 'src/a.txt': 'half', 'src/b.txt': 'old', 'src/c.txt': 'made' });
  const [first] = resumed(seen);
  expect(first?.got).toBe(1);
  expect(countAsked(first)).toBe(1);
  expect(first?.turns.some(({ by }) => by === 'tool')).toBe(true);
  expect(first?.turns.findLast(({ by }) => by === 'user')?.text).toContain('paused by a person');
}

/**
 * Whoever ends an agent from outside is seen, and what the agent has made is kept. A client that tidies up and exits in
 * good order does not say what ended it: then it is told that it had not answered.
 */
function expectEnded(seen: Seen, signal: string): void {
  expect([seen.outcome, seen.status, seen.ending]).toEqual(['failed: agent-failed', 1, 'exited']);
  expect(seen.detail.join('\n')).toMatch(new RegExp(`${signal}|ended before it had answered|exited unexpectedly`));
  expect(answers(seen)).toEqual([0, 'stall']);
  expectHalfPinned(seen);
  expectNothingLanded(seen);
}

/** Two answers of 1000 tokens in and 25 out, of the script, and what a client asks beside. */
function expectUsage(seen: Seen, { tells }: Client): void {
  const answers = tells.tokens === 'all' ? 2 : 1;
  expect(seen.inputTokens).toBeGreaterThanOrEqual(1000 * answers);
  expect(seen.outputTokens).toBeGreaterThanOrEqual(25 * answers);
  if (tells.cost) expect(seen.costUsd).toBeGreaterThan(0);
  else expect(seen.costUsd).toBeNull();
}

/** Every scenario, in the order of the matrix. */
export const scenarios: readonly Scenario[] = [
  {
    name: 'writes a file, and it lands',
    script: writes,
    judge(seen, client) {
      expectLanded(seen);
      expectUsage(seen, client);
    },
  },
  {
    name: 'writes a file in the sandbox, and it lands',
    script: writes,
    sandbox: true,
    judge: expectLanded,
  },
  {
    name: 'edits a file, and it lands',
    script: [
      { call: { read: 'src/b.txt' } },
      { call: { edit: 'src/b.txt', from: 'old', to: 'made' } },
      { say: 'All is done.' },
    ],
    judge(seen) {
      expect([seen.outcome, seen.status]).toEqual(['completed', 0]);
      expect(seen.landed).toEqual({ 'src/b.txt': 'made' });
    },
  },
  {
    name: 'writes outside of the scope',
    script: outside,
    judge(seen, { asks }) {
      if (asks === 'own') {
        expectLanded(seen);
        expect(seen.denied.join()).toContain('other.txt');
        return;
      }
      expect([seen.outcome, seen.status]).toEqual(['needs_attention: out-of-scope', 3]);
      expect(seen.detail.join()).toContain('other.txt');
      expectNothingLanded(seen);
    },
  },
  {
    name: 'writes outside of the scope, `permissions: scope`',
    script: outside,
    permissions: 'scope',
    fits: ({ asks }) => asks === 'edits',
    judge(seen) {
      expect(seen.denied.join()).toContain('other.txt');
      expect(Object.keys(seen.landed)).not.toContain('other.txt');
      expect(seen.status).not.toBe(3);
    },
  },
  {
    name: 'may do nothing, `permissions: ask`',
    script: writes,
    permissions: 'ask',
    fits: ({ asks }) => asks !== 'own',
    judge(seen) {
      // codex says nothing of what its own sandbox refused: that nothing was changed is all that is to be seen.
      expect(['failed: agent-failed', 'failed: no-work']).toContain(seen.outcome);
      expect(seen.status).toBe(1);
      expectNothingLanded(seen);
    },
  },
  {
    name: 'halts',
    script: [{ call: { run: 'chant halt --reason "it does not hold"' } }, { say: 'I have halted.' }],
    judge(seen) {
      expect([seen.outcome, seen.status]).toEqual(['needs_attention: halted', 3]);
      expect(Object.keys(seen.specs).join()).toContain('it does not hold');
      expectNothingLanded(seen);
    },
  },
  {
    name: 'shows a wrong key',
    script: writes,
    wrongKey: true,
    judge(seen) {
      expect([seen.outcome, seen.status, seen.cause]).toEqual(['failed: agent-failed', 1, 'key']);
      expectNothingLanded(seen);
      expect(seen.requests.some(({ got }) => got === 'wrong-key')).toBe(true);
    },
  },
  {
    name: 'meets a rate limit',
    script: [{ fault: 'rate-limit', times: 1, retryAfterS: 1 }, ...writes],
    judge(seen) {
      expectLanded(seen);
      expect(answers(seen)).toContain('rate-limit');
    },
  },
  {
    name: 'meets an overloaded service',
    script: [{ fault: 'overloaded', times: 1 }, ...writes],
    judge(seen) {
      expectLanded(seen);
      expect(answers(seen)).toContain('overloaded');
    },
  },
  {
    name: 'meets a service that is broken for good',
    script: [{ fault: 'server-error' }],
    config: ['limits: { timeout: 60s, attempts: 1 }'],
    judge(seen) {
      expect([seen.outcome, seen.status]).toEqual(['failed: agent-failed', 1]);
      expect(answers(seen)).toContain('server-error');
      expectNothingLanded(seen);
    },
  },
  {
    name: 'has its stream cut',
    // Without a word before the call: a client may keep what it has heard, and ask for what comes after it.
    script: [{ fault: 'cut', times: 1 }, { call: { write: 'src/a.txt', content: 'made\n' } }, { say: 'All is done.' }],
    judge(seen) {
      expectLanded(seen);
      expect(answers(seen)).toContain('cut');
    },
  },
  {
    name: 'hangs, until the limit of silence',
    script: [{ fault: 'hang' }],
    config: ['limits: { timeout: 2m, stall: 25s }'],
    judge(seen) {
      expect([seen.outcome, seen.status, seen.ending]).toEqual(['failed: agent-failed', 1, 'stalled']);
      expect(answers(seen)).toContain('hang');
      expect(seen.detail.join()).toContain('limits.stall');
    },
  },
  {
    name: 'hangs until the time is over, and goes on with `--continue`',
    script: halfway,
    config: ['limits: { timeout: 75s }'],
    course: workAndContinue,
    judge(seen) {
      const [first] = seen.attempts;
      expect([first?.outcome, first?.ending, seen.commands[0]?.status]).toEqual(['failed: agent-failed', 'timeout', 1]);
      expect(first?.detail.join()).toContain('limits.timeout');
      expectHalfPinned(seen);
      // In a new workspace an agent begins a new conversation, and is told what was before.
      const [again] = resumed(seen);
      expect(again?.got).toBe(0);
      expect(JSON.stringify(again?.turns)).toContain('were stopped (');
      expect([seen.outcome, seen.status]).toEqual(['completed', 0]);
      expect(seen.landed).toEqual({ 'src/a.txt': 'half', 'src/b.txt': 'old', 'src/c.txt': 'made' });
    },
  },
  {
    name: 'is paused, and goes on',
    script: halfway,
    course: pauseAndResume,
    judge: expectGoneOn,
  },
  {
    name: 'is paused in the sandbox, and goes on',
    script: halfway,
    sandbox: true,
    course: pauseAndResume,
    judge: expectGoneOn,
  },
  {
    name: 'is told to end (SIGTERM) by somebody else',
    script: halfway,
    course: endAgent,
    judge: (seen) => expectEnded(seen, 'SIGTERM'),
  },
  {
    name: 'is killed (SIGKILL) by somebody else',
    script: halfway,
    course: killLargestProcess,
    judge: (seen) => expectEnded(seen, 'SIGKILL'),
  },
];
