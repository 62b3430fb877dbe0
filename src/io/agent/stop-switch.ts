import type { AgentOutcome } from '../../core/plan/agent-outcome.ts';
import { maxDelayMs } from '../process/wait-at-most.ts';
import type { AgentLimits } from './provider.ts';

type StopCause = Exclude<AgentOutcome['ending'], 'exited' | 'not-started'>;

/** Stops an agent once, for the first cause that comes up. */
export interface StopSwitch {
  cause(): StopCause | null;
  /** Aborted by the first cause. */
  readonly signal: AbortSignal;
  /** Resolves with the first cause. */
  readonly stopped: Promise<void>;
  /** The agent printed something: the silence begins anew. */
  heard(): void;
  /** What it cost so far. */
  spent(costUsd: number | null): void;
  /** Forgets the timers; to be called on every path. */
  release(): void;
}

/** Watches an agent's limits and the caller's signal. */
export function createStopSwitch(limits: AgentLimits, caller: AbortSignal): StopSwitch {
  let cause: StopCause | null = null;
  const controller = new AbortController();
  const stop = (next: StopCause): void => {
    if (cause !== null) return;
    cause = next;
    controller.abort();
  };
  const stopped = new Promise<void>((resolve) => {
    controller.signal.addEventListener('abort', () => resolve(), { once: true });
  });
  const onAbort = (): void => stop('cancelled');
  const timeout = setTimeout(() => stop('timeout'), Math.min(limits.timeoutMs, maxDelayMs));
  const stall = setTimeout(() => stop('stalled'), Math.min(limits.stallMs, maxDelayMs));
  caller.addEventListener('abort', onAbort);
  if (caller.aborted) onAbort();
  return {
    cause: () => cause,
    signal: controller.signal,
    stopped,
    heard: () => {
      if (cause === null) stall.refresh();
    },
    spent: (costUsd) => {
      if (limits.costUsd !== null && costUsd !== null && costUsd > limits.costUsd) stop('cost');
    },
    release: () => {
      clearTimeout(timeout);
      clearTimeout(stall);
      caller.removeEventListener('abort', onAbort);
    },
  };
}
