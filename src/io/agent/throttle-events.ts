import type { AgentEvent } from '../../core/plan/agent-outcome.ts';

/** Events of talk per second that anybody can still read. */
const perSecond = 100;

/** Lets events through, but not a flood of talk. */
export interface Throttle {
  take(event: AgentEvent): void;
  /** Counts lines that did not even come to be events. */
  skip(lines: number): void;
  /** Says how much was left out, when all is over. */
  flush(): void;
}

/**
 * Puts a throttle before a sink: of `said` and `did` at most a hundred a second, and a line that says how many were
 * left out; all other events pass.
 */
export function createThrottle(now: () => number, emit: (event: AgentEvent) => void): Throttle {
  let second = Number.NaN;
  let count = 0;
  let skipped = 0;
  const flush = (): void => {
    if (skipped > 0) emit({ kind: 'said', text: `(${skipped} more lines, see agent.log)` });
    skipped = 0;
  };
  return {
    take(event) {
      if (event.kind !== 'said' && event.kind !== 'did') return emit(event);
      const current = Math.floor(now() / 1000);
      if (current !== second) {
        flush();
        second = current;
        count = 0;
      }
      count += 1;
      if (count <= perSecond) emit(event);
      else skipped += 1;
    },
    skip(lines) {
      skipped += lines;
    },
    flush,
  };
}
