import type { Context } from '../../context.ts';
import { findExhausted, listBudgetLimits } from '../../core/plan/budget.ts';
import { startOfLocalDay } from '../../core/plan/sum-usage.ts';
import type { LimitReached } from '../../core/failure.ts';
import { err, ok, type Result } from '../../core/result.ts';
import type { Spec } from '../../core/spec/spec.ts';
import { loadSpecUsage, loadUsageSince } from '../../io/store/load-usage.ts';
import type { Project } from '../open-project.ts';

/** Whether anything is left of the limits on money and tokens. Fails with `limit-reached`. */
export function checkBudgets(
  { context, project }: { readonly context: Context; readonly project: Project },
  { id }: Pick<Spec, 'id'>,
): Result<void, LimitReached> {
  const limits = listBudgetLimits(project.config.limits);
  if (limits.length === 0) return ok(undefined);
  const { store } = project;
  const isDayAsked = limits.some(({ over }) => over === 'day');
  const limit = findExhausted(limits, {
    spec: loadSpecUsage(store, id),
    day: isDayAsked ? loadUsageSince(store, startOfLocalDay(context.clock.now())) : null,
  });
  if (limit === null) return ok(undefined);
  return err({ kind: 'limit-reached', spec: id, over: limit.key.startsWith('limits.day.') ? 'day' : 'spec', limit });
}
