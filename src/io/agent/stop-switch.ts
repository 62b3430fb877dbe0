import type { AgentOutcome, AgentUsage, ReachedLimit } from '../../core/plan/agent-outcome.ts';
import { countTokens } from '../../core/plan/usage.ts';
import { maxDelayMs } from '../process/wait-at-most.ts';
import type { AgentLimits, Budget } from './provider.ts';

type StopCause = Exclude<AgentOutcome['ending'], 'exited' | 'not-started'>;

/** Stops an agent once, for the first cause that comes up. */
export interface StopSwitch {
  cause(): StopCause | null;
  /** The limit that was the cause; null: none, or not a limit. */
  limit(): ReachedLimit | null;
  /** Aborted by the first cause. */
  readonly signal: AbortSignal;
  /** Resolves with the first cause. */
  readonly stopped: Promise<void>;
  /** The agent printed something: the silence begins anew. */
  heard(): void;
  /** What this process used so far. */
  used(usage: AgentUsage): void;
  /** Forgets the timers; to be called on every path. */
  release(): void;
}

/** Watches an agent's limits and the caller's signal. */
export function createStopSwitch(limits: AgentLimits, caller: AbortSignal): StopSwitch {
  let cause: StopCause | null = null;
  let limit: ReachedLimit | null = null;
  const controller = new AbortController();
  const stop = (next: StopCause, reached: ReachedLimit | null = null): void => {
    if (cause !== null) return;
    cause = next;
    limit = reached;
    controller.abort();
  };
  const stopped = new Promise<void>((resolve) => {
    controller.signal.addEventListener('abort', () => resolve(), { once: true });
  });
  const onAbort = (): void => stop('cancelled');
  const after = (ms: number, then: StopCause, key: string): NodeJS.Timeout =>
    setTimeout(() => stop(then, { key, figure: ms, configured: ms }), Math.min(ms, maxDelayMs));
  const timeout = after(limits.timeoutMs, 'timeout', 'limits.timeout');
  const stall = after(limits.stallMs, 'stalled', 'limits.stall');
  caller.addEventListener('abort', onAbort);
  if (caller.aborted) onAbort();
  return {
    cause: () => cause,
    limit: () => limit,
    signal: controller.signal,
    stopped,
    heard: () => {
      if (cause === null) stall.refresh();
    },
    used: (usage) => {
      for (const budget of limits.budgets) {
        const figure = measure(budget, usage);
        if (figure === null || figure <= budget.limit) continue;
        stop(budget.unit === 'usd' ? 'cost' : 'tokens', { key: budget.key, figure, configured: budget.limit });
      }
    },
    release: () => {
      clearTimeout(timeout);
      clearTimeout(stall);
      caller.removeEventListener('abort', onAbort);
    },
  };
}

/** What is used of a budget by now; null where that is not known. */
function measure(budget: Budget, usage: AgentUsage): number | null {
  const own = budget.unit === 'usd' ? usage.costUsd : countTokens(usage);
  return own === null ? null : budget.used() + own;
}
