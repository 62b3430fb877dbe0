import { describe, expect, test } from 'vitest';
import type { AgentOutcome, AgentTrouble } from '../../../src/core/plan/agent-outcome.ts';
import { emptyOutcome } from '../../../src/core/plan/empty-outcome.ts';
import { planRetry, type RetryFacts } from '../../../src/core/plan/plan-retry.ts';

const busy: AgentTrouble = { cause: 'overload', message: '529', transient: true, retryAt: null };
const limited: AgentTrouble = { cause: 'rate-limit', message: '429', transient: true, retryAt: 61_000 };
const failed: AgentOutcome = {
  ...emptyOutcome('exited'),
  exitCode: 1,
  final: { ok: false, message: 'failed' },
  trouble: busy,
  usage: { inputTokens: 10, outputTokens: 10, costUsd: null },
  sessionId: 's',
  ms: 1,
};
const usual: RetryFacts = {
  outcome: failed,
  resumed: false,
  halted: false,
  tries: 0,
  now: 1000,
  deadline: 3_600_000,
  dice: 0,
  limits: { attempts: 3, waitMs: 100_000 },
};
const plan = (facts: Partial<RetryFacts>, outcome: Partial<AgentOutcome> = {}) =>
  planRetry({ ...usual, ...facts, outcome: { ...failed, ...outcome } });
const nothing = { do: 'stop', because: null };

describe('a trouble that passes', () => {
  test.each([
    // tries, dice, wait
    [0, 0, 2500],
    [0, 0.99, 4975],
    [1, 0, 5000],
    [2, 0.5, 15_000],
  ])('after %d tries, with the dice at %d, is waited for %d ms', (tries, dice, wait) => {
    expect(plan({ tries, dice })).toEqual({ do: 'wait', until: 1000 + wait, why: 'back-off' });
  });

  test('is never waited for longer than two minutes', () => {
    const limits = { attempts: 99, waitMs: 0 };
    expect(plan({ tries: 40, dice: 1, limits })).toEqual({ do: 'wait', until: 121_000, why: 'back-off' });
  });

  test('is given up after limits.attempts, and that is said', () => {
    expect(plan({ tries: 3 })).toEqual({ do: 'stop', because: 'tried 4 times (limits.attempts: 3)' });
  });

  test('is given up where the wall clock leaves no time', () => {
    expect(plan({ deadline: 3500 })).toEqual({ do: 'stop', because: 'no time is left to try again (limits.timeout)' });
    expect(plan({ deadline: 3501 }).do).toBe('wait');
  });

  test('with a stated reset is waited for until then, also beyond the wall clock', () => {
    expect(plan({ deadline: 2000 }, { trouble: limited })).toEqual({ do: 'wait', until: 61_000, why: 'reset' });
    expect(plan({ now: 70_000 }, { trouble: limited })).toEqual({ do: 'wait', until: 70_000, why: 'reset' });
  });

  test('with a reset that is farther away than limits.wait is told, and not waited for', () => {
    expect(plan({ limits: { attempts: 3, waitMs: 59_999 } }, { trouble: limited })).toEqual({
      do: 'stop',
      because: 'it serves again at 1970-01-01T00:01:01.000Z, which is longer than limits.wait (59999ms)',
    });
  });
});

describe('what is never tried again', () => {
  const lasting = { ...busy, cause: 'key', transient: false } as const;
  test.each<[string, Partial<RetryFacts>, Partial<AgentOutcome>]>([
    ['a wrong key', {}, { trouble: lasting }],
    ['an agent that failed without a trouble of the service', {}, { trouble: null }],
    ['a turn that ended well', {}, { final: { ok: true, message: null } }],
    ['an exit status of 0 without a final event', {}, { final: null, exitCode: 0 }],
    ['a halt', { halted: true }, {}],
    ['a run that the user stopped', {}, { ending: 'cancelled' }],
    ['a run that a limit ended', {}, { ending: 'timeout' }],
    ['an agent that could not be started', {}, { ending: 'not-started' }],
  ])('%s', (_, facts, outcome) => {
    expect(plan(facts, outcome)).toEqual(nothing);
  });
});

describe('a session that the agent has forgotten', () => {
  const forgot = { trouble: null, usage: null, exitCode: 1, final: null };

  test('is begun anew, at once', () => {
    expect(plan({ resumed: true }, forgot)).toEqual({ do: 'anew' });
  });

  test('is not suspected where none was asked for, tokens were used, or the service failed', () => {
    expect(plan({}, forgot)).toEqual(nothing);
    expect(plan({ resumed: true }, { ...forgot, usage: failed.usage })).toEqual(nothing);
    expect(plan({ resumed: true }, { ...forgot, trouble: busy }).do).toBe('wait');
    expect(plan({ resumed: true }, { ...forgot, exitCode: 0 })).toEqual(nothing);
  });
});
