import { setTimeout as sleep } from 'node:timers/promises';
import type { AgentTrouble } from '../../core/plan/agent-outcome.ts';
import type { RetryPlan } from '../../core/plan/plan-retry.ts';
import { type Run, writeJournal } from './run.ts';

/** How often the time that is left is told. */
const tellEveryMs = 1000;

/** Waits until a service is asked again, telling how long that is. False: the user stopped it. */
export async function waitOutTrouble(
  run: Run,
  wait: Extract<RetryPlan, { do: 'wait' }> & { readonly trouble: AgentTrouble; readonly tries: number },
): Promise<boolean> {
  const { context, spec } = run;
  const { until, why, trouble, tries } = wait;
  const { cause, message } = trouble;
  const begin = context.clock.now();
  const at = new Date(until).toISOString();
  writeJournal(run, { entry: 'waiting', until: at, why, cause, message, tries });
  const tell = (leftMs: number): void =>
    context.emit({ kind: 'waiting', spec: spec.id, why, cause, message, until: at, leftMs, tries });
  try {
    tell(Math.max(0, until - begin));
    for (let left = until - begin; left > 0 && !context.signal.aborted; left = until - context.clock.now()) {
      if (left < until - begin) tell(left);
      await sleep(Math.min(left, tellEveryMs), undefined, { signal: context.signal });
    }
  } catch {
    // Stopped by the user: `signal` says so.
  }
  context.emit({ kind: 'waited', spec: spec.id, ms: context.clock.now() - begin });
  return !context.signal.aborted;
}
