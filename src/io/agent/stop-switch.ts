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
  /** A person is being asked: no clock runs until all who were asked have answered (`go`). */
  hold(): void;
  go(): void;
  /** What this process used so far. */
  used(usage: AgentUsage): void;
  /** Forgets the timers; to be called on every path. */
  release(): void;
}

/** Watches an agent's limits and the caller's signal. */
export function createStopSwitch(limits: AgentLimits, caller: AbortSignal, now: () => number): StopSwitch {
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
  const clocks = startClocks(limits, { now, stop });
  caller.addEventListener('abort', onAbort);
  if (caller.aborted) onAbort();
  return {
    cause: () => cause,
    limit: () => limit,
    signal: controller.signal,
    stopped,
    heard: () => {
      if (cause === null) clocks.heard();
    },
    hold: clocks.hold,
    go: () => {
      if (cause === null) clocks.go();
    },
    used: (usage) => {
      for (const budget of limits.budgets) {
        const figure = measure(budget, usage);
        if (figure === null || figure <= budget.limit) continue;
        stop(budget.unit === 'usd' ? 'cost' : 'tokens', { key: budget.key, figure, configured: budget.limit });
      }
    },
    release: () => {
      clocks.hold();
      caller.removeEventListener('abort', onAbort);
    },
  };
}

interface ClockDeps {
  readonly now: () => number;
  readonly stop: (cause: StopCause, limit: ReachedLimit) => void;
}

/** The wall clock and the clock of silence. They can be held; the wall clock goes on with what was left to it. */
function startClocks({ timeoutMs, stallMs }: AgentLimits, { now, stop }: ClockDeps) {
  const after = (ms: number, cause: StopCause, limit: { readonly key: string; readonly ms: number }): NodeJS.Timeout =>
    setTimeout(
      () => stop(cause, { key: limit.key, figure: limit.ms, configured: limit.ms }),
      Math.min(Math.max(ms, 0), maxDelayMs),
    );
  let left = timeoutMs;
  let holds = 0;
  let since = now();
  const startAll = () => ({
    wall: after(left, 'timeout', { key: 'limits.timeout', ms: timeoutMs }),
    silence: after(stallMs, 'stalled', { key: 'limits.stall', ms: stallMs }),
  });
  let timers = startAll();
  return {
    heard: () => {
      if (holds === 0) timers.silence.refresh();
    },
    hold: () => {
      holds += 1;
      if (holds > 1) return;
      clearTimeout(timers.wall);
      clearTimeout(timers.silence);
      left -= now() - since;
    },
    go: () => {
      holds -= 1;
      if (holds > 0) return;
      since = now();
      timers = startAll();
    },
  };
}

/** What is used of a budget by now; null where that is not known. */
function measure(budget: Budget, usage: AgentUsage): number | null {
  const own = budget.unit === 'usd' ? usage.costUsd : countTokens(usage);
  return own === null ? null : budget.used() + own;
}
