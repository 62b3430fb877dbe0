import { expect } from 'vitest';
import type { Script } from '../helper/model-server/script.ts';
import type { Client } from './client.ts';
import type { Seen } from './seen.ts';
import type { Scenario } from './scenario.ts';

const writes: Script = [{ say: 'I write.', call: { write: 'src/a.txt', content: 'made\n' } }, { say: 'All is done.' }];
const outside: Script = [
  { say: 'I write beside.', call: { write: 'other.txt', content: 'no\n' } },
  { call: { write: 'src/a.txt', content: 'made\n' } },
  { say: 'All is done.' },
];

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

/** Two answers of 1000 tokens in and 25 out, of the script, and what a client asks beside. */
function expectUsage(seen: Seen, { tells }: Client): void {
  if (tells.tokens) expect(seen.inputTokens).toBeGreaterThanOrEqual(2000);
  if (tells.tokens) expect(seen.outputTokens).toBeGreaterThanOrEqual(50);
  if (!tells.tokens) expect(seen.inputTokens).toBeNull();
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
    name: 'writes, then hangs until the time is over',
    script: [{ call: { write: 'src/a.txt', content: 'made\n' } }, { fault: 'stall' }, { say: 'All is done.' }],
    config: ['limits: { timeout: 40s }'],
    judge(seen) {
      expect([seen.outcome, seen.status, seen.ending]).toEqual(['failed: agent-failed', 1, 'timeout']);
      expect(answers(seen)).toContain('stall');
      expect(seen.detail.join()).toContain('limits.timeout');
      expectNothingLanded(seen);
    },
  },
];
