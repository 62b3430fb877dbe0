import { describe, expect, it } from 'vitest';
import type { AgentEvent } from '../../../src/core/plan/agent-outcome.ts';
import { createThrottle } from '../../../src/io/agent/throttle-events.ts';

describe('createThrottle', () => {
  it('lets a hundred lines a second through, says how many it left out, and never drops other events', () => {
    let now = 5000;
    const events: AgentEvent[] = [];
    const throttle = createThrottle(
      () => now,
      (event) => events.push(event),
    );
    for (let index = 0; index < 130; index += 1) throttle.take({ kind: 'said', text: `${index}` });
    throttle.take({ kind: 'denied', what: 'rm' });
    now = 6000;
    throttle.take({ kind: 'said', text: 'next' });
    throttle.flush();
    expect(events).toHaveLength(103);
    expect(events.slice(100)).toEqual([
      { kind: 'denied', what: 'rm' },
      { kind: 'said', text: '(30 more lines, see agent.log)' },
      { kind: 'said', text: 'next' },
    ]);
  });
});
