import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Budget } from '../../../src/io/agent/provider.ts';
import { createStopSwitch } from '../../../src/io/agent/stop-switch.ts';

function limited(...budgets: Budget[]) {
  return { timeoutMs: 60_000, stallMs: 60_000, budgets };
}

const dollars: Budget = { key: 'limits.cost_usd', unit: 'usd', limit: 2, used: () => 0 };
const usage = { inputTokens: 0, outputTokens: 0, costUsd: null };

describe('createStopSwitch', () => {
  it('keeps the first of two causes', async () => {
    const caller = new AbortController();
    const stop = createStopSwitch(limited(dollars), caller.signal, Date.now);
    stop.used({ ...usage, costUsd: 2.5 });
    caller.abort();
    await stop.stopped;
    expect([stop.cause(), stop.signal.aborted]).toEqual(['cost', true]);
    expect(stop.limit()).toEqual({ key: 'limits.cost_usd', figure: 2.5, configured: 2 });
    stop.release();
  });

  it('does not stop at the cost limit itself, nor where the cost is not known', () => {
    const stop = createStopSwitch(limited(dollars), new AbortController().signal, Date.now);
    stop.used({ ...usage, costUsd: 2 });
    stop.used({ ...usage, inputTokens: 9_000_000 });
    expect(stop.cause()).toBeNull();
    stop.release();
  });

  it('counts what was used before and beside this process, and asks for that at every report', () => {
    let beside = 10;
    const day: Budget = { key: 'limits.day.tokens', unit: 'tokens', limit: 100, used: () => beside };
    const stop = createStopSwitch(limited(dollars, day), new AbortController().signal, Date.now);
    stop.used({ ...usage, inputTokens: 50, outputTokens: 40 });
    expect(stop.cause()).toBeNull();
    beside = 11;
    stop.used({ ...usage, inputTokens: 50, outputTokens: 40 });
    expect(stop.cause()).toBe('tokens');
    expect(stop.limit()).toEqual({ key: 'limits.day.tokens', figure: 101, configured: 100 });
    stop.release();
  });

  it('does not count the tokens that came from a cache', () => {
    const stop = createStopSwitch(
      limited({ key: 'limits.tokens', unit: 'tokens', limit: 100, used: () => 0 }),
      new AbortController().signal,
      Date.now,
    );
    stop.used({ inputTokens: 5000, cachedInputTokens: 4950, outputTokens: 50, costUsd: null });
    expect(stop.cause()).toBeNull();
    stop.used({ inputTokens: 5000, cachedInputTokens: 4949, outputTokens: 50, costUsd: null });
    expect(stop.limit()).toEqual({ key: 'limits.tokens', figure: 101, configured: 100 });
    stop.release();
  });

  it('is stopped from the start when the caller has aborted already', () => {
    const stop = createStopSwitch(limited(), AbortSignal.abort(), Date.now);
    expect([stop.cause(), stop.limit()]).toEqual(['cancelled', null]);
    stop.release();
  });
});

describe('the clocks', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());
  const limits = { timeoutMs: 10_000, stallMs: 4000, budgets: [] };
  const open = (over: Partial<typeof limits> = {}) =>
    createStopSwitch({ ...limits, ...over }, new AbortController().signal, Date.now);

  it('stand still while a person is asked, and the wall clock goes on with what was left', () => {
    const stop = open({ stallMs: 60_000 });
    vi.advanceTimersByTime(6000);
    stop.hold();
    vi.advanceTimersByTime(3_600_000);
    stop.heard();
    expect(stop.cause()).toBeNull();
    stop.go();
    vi.advanceTimersByTime(3999);
    expect(stop.cause()).toBeNull();
    vi.advanceTimersByTime(1);
    expect([stop.cause(), stop.limit()]).toEqual([
      'timeout',
      { key: 'limits.timeout', figure: 10_000, configured: 10_000 },
    ]);
  });

  it('begin the silence anew when the person has answered', () => {
    const stop = open();
    vi.advanceTimersByTime(3000);
    stop.hold();
    vi.advanceTimersByTime(60_000);
    stop.heard();
    vi.advanceTimersByTime(60_000);
    stop.go();
    vi.advanceTimersByTime(3999);
    expect(stop.cause()).toBeNull();
    vi.advanceTimersByTime(1);
    expect(stop.cause()).toBe('stalled');
  });

  it('run again only when the last of several questions is answered', () => {
    const stop = open();
    stop.hold();
    stop.hold();
    stop.go();
    vi.advanceTimersByTime(60_000);
    expect(stop.cause()).toBeNull();
    stop.go();
    vi.advanceTimersByTime(4000);
    expect(stop.cause()).toBe('stalled');
  });

  it('do not begin again when the agent was stopped meanwhile', () => {
    const caller = new AbortController();
    const stop = createStopSwitch(limits, caller.signal, Date.now);
    stop.hold();
    caller.abort();
    stop.go();
    expect([stop.cause(), vi.getTimerCount()]).toEqual(['cancelled', 0]);
  });
});
