import type { AgentUsage } from '../../core/plan/agent-outcome.ts';
import { type BudgetLimit, listBudgetLimits, measureUsage } from '../../core/plan/budget.ts';
import { startOfLocalDay } from '../../core/plan/sum-usage.ts';
import { addUsage } from '../../core/plan/usage.ts';
import type { Budget } from '../../io/agent/provider.ts';
import { loadSpecUsage, loadUsageSince } from '../../io/store/load-usage.ts';
import { type Run, writeJournal } from './run.ts';

/** Counts what the agents of one run use, and writes it down as they go. */
export interface Meter {
  /** What the configuration allows the agent that is started next. */
  readonly budgets: readonly Budget[];
  /** The agent at work has used so much by now, in all. */
  take(usage: AgentUsage): void;
  /** It has ended: what it used is on disk, and the next one is counted on top. */
  endTurn(): void;
  /** What the run used so far; null: no agent told. */
  total(): AgentUsage | null;
}

/** Journal lines are synced to the disk: not more than one in so many milliseconds while an agent works. */
const writeEveryMs = 5000;
/** What runs beside this one use is read again after so many milliseconds. */
const lookEveryMs = 10_000;

/** Starts counting for a run that has just been claimed. */
export function createMeter(run: Run): Meter {
  const { context, project, spec } = run;
  let ended: AgentUsage | null = null;
  let now: AgentUsage | null = null;
  let written: AgentUsage | null = null;
  let writtenAt = 0;
  const total = (): AgentUsage | null => addUsage(ended, now);
  const write = (): void => {
    const usage = total();
    if (usage === null || usage === written || JSON.stringify(usage) === JSON.stringify(written)) return;
    written = usage;
    writtenAt = context.clock.now();
    writeJournal(run, { entry: 'used', usage });
  };
  const beside = watchOthers(run, total);
  const earlier = loadSpecUsage(project.store, spec.id, run.attempt);
  const usedOf = ({ over, unit }: BudgetLimit): number =>
    measureUsage(ended, unit) + (over === 'spec' ? measureUsage(earlier, unit) : beside(unit));
  return {
    budgets: listBudgetLimits(project.config.limits).map((limit) => ({ ...limit, used: () => usedOf(limit) })),
    take: (usage) => {
      now = usage;
      if (context.clock.now() - writtenAt >= writeEveryMs) write();
    },
    endTurn: () => {
      write();
      ended = total();
      now = null;
    },
    total,
  };
}

/** What all other runs used today, less what this one had used before the day began. */
function watchOthers(run: Run, total: () => AgentUsage | null): (unit: BudgetLimit['unit']) => number {
  const { context, project, spec, attempt } = run;
  let day = startOfLocalDay(context.clock.now());
  let atMidnight: AgentUsage | null = null;
  let others: AgentUsage | null = null;
  let lookedAt = Number.NEGATIVE_INFINITY;
  return (unit) => {
    const now = context.clock.now();
    if (startOfLocalDay(now) !== day) {
      day = startOfLocalDay(now);
      atMidnight = total();
      lookedAt = Number.NEGATIVE_INFINITY;
    }
    if (now - lookedAt >= lookEveryMs) {
      others = loadUsageSince(project.store, day, { spec: spec.id, attempt });
      lookedAt = now;
    }
    return measureUsage(others, unit) - measureUsage(atMidnight, unit);
  };
}
