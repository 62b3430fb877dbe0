import { describe, expect, it } from 'vitest';
import { createStopSwitch } from '../../../src/io/agent/stop-switch.ts';

const limits = { timeoutMs: 60_000, stallMs: 60_000, costUsd: 2 };

describe('createStopSwitch', () => {
  it('keeps the first of two causes', async () => {
    const caller = new AbortController();
    const stop = createStopSwitch(limits, caller.signal);
    stop.spent(2.5);
    caller.abort();
    await stop.stopped;
    expect([stop.cause(), stop.signal.aborted]).toEqual(['cost', true]);
    stop.release();
  });

  it('does not stop at the cost limit itself, nor where the cost is not known', () => {
    const stop = createStopSwitch(limits, new AbortController().signal);
    stop.spent(2);
    stop.spent(null);
    expect(stop.cause()).toBeNull();
    stop.release();
  });

  it('is stopped from the start when the caller has aborted already', () => {
    const stop = createStopSwitch(limits, AbortSignal.abort());
    expect(stop.cause()).toBe('cancelled');
    stop.release();
  });
});
