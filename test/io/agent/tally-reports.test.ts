import { describe, expect, it } from 'vitest';
import type { AgentEvent } from '../../../src/core/plan/agent-outcome.ts';
import type { AgentReport } from '../../../src/io/agent/provider.ts';
import { createTally, type Tally } from '../../../src/io/agent/tally-reports.ts';

function tally(...reports: AgentReport[]): Tally & { events: AgentEvent[] } {
  const events: AgentEvent[] = [];
  const keeper = createTally(
    () => 1000,
    (event) => events.push(event),
  );
  for (const report of reports) keeper.take(report);
  return { ...keeper.result(), events };
}

const busy = { kind: 'error', message: 'overloaded', transient: true } as const;

describe('createTally', () => {
  it('forgets a transient error when the agent does something afterwards', () => {
    expect(tally(busy, { kind: 'did', action: 'edit', path: null }).errors).toEqual([]);
  });

  it('keeps a transient error after which nothing better came', () => {
    expect(tally({ kind: 'did', action: 'edit', path: null }, busy, { kind: 'said', text: 'hm' }).errors).toEqual([
      'overloaded',
    ]);
  });

  it('keeps a lasting error even when the turn ends in good order', () => {
    const error = { kind: 'error', message: 'no key', transient: false } as const;
    expect(tally(error, busy, { kind: 'final', ok: true, message: null }).errors).toEqual(['no key']);
  });

  it('keeps an earlier price when the last usage names none', () => {
    const first = { inputTokens: 1, outputTokens: 1, costUsd: 0.5 };
    const last = { inputTokens: 9, outputTokens: 2, costUsd: null };
    const { usage } = tally({ kind: 'usage', usage: first }, { kind: 'usage', usage: last });
    expect(usage).toEqual({ inputTokens: 9, outputTokens: 2, costUsd: 0.5 });
  });

  it('tells what the agent gave up with: the last error, its cause read from the text, and when to come back', () => {
    const limited = { kind: 'error', message: '429 try again in 20s', transient: true, retryAfterMs: 20_000 } as const;
    expect(tally(busy, limited).trouble).toEqual({
      cause: 'rate-limit',
      message: '429 try again in 20s',
      transient: true,
      retryAt: 21_000,
    });
    expect(tally(limited, { kind: 'final', ok: true, message: null }).trouble).toBeNull();
    expect(tally(limited, { kind: 'did', action: 'edit', path: null }).trouble).toBeNull();
  });

  it('reads the trouble from the final message where no error was told before', () => {
    const { trouble } = tally({ kind: 'final', ok: false, message: 'API Error: 529 Overloaded' });
    expect(trouble).toMatchObject({ cause: 'overload', transient: true, retryAt: null });
    expect(tally({ kind: 'final', ok: false, message: null }).trouble).toBeNull();
  });

  it('keeps the last of more errors than it holds', () => {
    const errors = Array.from({ length: 150 }, (_, index) => ({ ...busy, message: `try ${index}` }));
    const { errors: kept } = tally(...errors);
    expect([kept.length, kept.at(-1)]).toEqual([100, 'try 149']);
  });

  it('keeps the last 4096 characters of a long talk', () => {
    const reports = Array.from({ length: 3000 }, (_, index) => ({ kind: 'said', text: `line ${index}` }) as const);
    const { lastMessage } = tally(...reports);
    expect(lastMessage).toHaveLength(4096);
    expect(lastMessage.endsWith('line 2998\nline 2999')).toBe(true);
  });

  it('makes one event of each line and none of empty ones, without control characters', () => {
    expect(tally({ kind: 'said', text: 'a\r\n\n\u001b[1mb\u001b[0m' }).events).toEqual([
      { kind: 'said', text: 'a' },
      { kind: 'said', text: 'b' },
    ]);
  });
});
