import type { AgentOutcome } from './agent-outcome.ts';
import { formatSpan } from './format-limit.ts';

/** What is known when an agent has ended, and might be asked to go on. */
export interface RetryFacts {
  readonly outcome: AgentOutcome;
  /** It was told to go on with an earlier session. */
  readonly resumed: boolean;
  /** It has left a finding: it stopped on purpose. */
  readonly halted: boolean;
  /** How often this run has been tried again already. */
  readonly tries: number;
  /** Milliseconds since 1970; `deadline` is when the wall clock ends the run. */
  readonly now: number;
  readonly deadline: number;
  /** From 0 up to 1. */
  readonly dice: number;
  readonly limits: { readonly attempts: number; readonly waitMs: number };
}

export type RetryPlan =
  /** `because`: why a trouble that may pass is not waited for; null: there is none. */
  | { readonly do: 'stop'; readonly because: string | null }
  /** `reset`: the service said when; such a wait is not the agent's time. */
  | { readonly do: 'wait'; readonly until: number; readonly why: 'reset' | 'back-off' }
  /** The agent does not know the session any more: at once, with the whole prompt. */
  | { readonly do: 'anew' };

const firstDelayMs = 5000;
const longestDelayMs = 120_000;

/**
 * Whether an agent that has ended goes on by itself. Only where it gave up with a trouble of the service that passes;
 * a result, however bad, is judged and not made again.
 */
export function planRetry(facts: RetryFacts): RetryPlan {
  const { outcome, halted, tries, now, deadline, limits } = facts;
  const stop = (because: string | null): RetryPlan => ({ do: 'stop', because });
  if (outcome.ending !== 'exited' || halted || outcome.final?.ok === true) return stop(null);
  if (isSessionLost(facts)) return { do: 'anew' };
  const { trouble } = outcome;
  if (trouble === null || !trouble.transient) return stop(null);
  // An agent that ended well by its exit status, and has no final event, has come through.
  if (outcome.final === null && outcome.exitCode === 0) return stop(null);
  if (tries >= limits.attempts) return stop(`tried ${tries + 1} times (limits.attempts: ${limits.attempts})`);
  if (trouble.retryAt !== null) {
    const tooLong = trouble.retryAt - now > limits.waitMs;
    const at = `it serves again at ${new Date(trouble.retryAt).toISOString()}`;
    return tooLong
      ? stop(`${at}, which is longer than limits.wait (${formatSpan(limits.waitMs)})`)
      : { do: 'wait', until: Math.max(now, trouble.retryAt), why: 'reset' };
  }
  const whole = Math.min(longestDelayMs, firstDelayMs * 2 ** tries);
  // Between half of it and the whole, so that runs which failed together do not come back together.
  const until = now + Math.round(whole * (0.5 + facts.dice / 2));
  return until >= deadline
    ? stop('no time is left to try again (limits.timeout)')
    : { do: 'wait', until, why: 'back-off' };
}

/** It failed at once, before it did or used anything, and not by what the service said. */
function isSessionLost({ outcome, resumed }: RetryFacts): boolean {
  const { exitCode, final, trouble, usage } = outcome;
  const failed = final === null ? exitCode !== 0 : !final.ok;
  const isOurs = trouble === null || trouble.cause === 'other' || trouble.cause === 'request';
  return resumed && failed && isOurs && (usage === null || usage.outputTokens === 0);
}
