import type { Config } from '../config/config.ts';
import type { AgentUsage, ReachedLimit } from './agent-outcome.ts';
import { countTokens } from './usage.ts';

/** One configured limit on what agents use. */
export interface BudgetLimit {
  /** The key of the configuration. */
  readonly key: string;
  /** What it is counted over: all attempts of a spec since its last reset, or all specs on a local day. */
  readonly over: 'spec' | 'day';
  readonly unit: 'usd' | 'tokens';
  readonly limit: number;
}

/** The limits on money and tokens that are configured. */
export function listBudgetLimits(limits: Config['limits']): readonly BudgetLimit[] {
  const rows: readonly (Omit<BudgetLimit, 'limit'> & { readonly limit: number | null })[] = [
    { key: 'limits.cost_usd', over: 'spec', unit: 'usd', limit: limits.costUsd },
    { key: 'limits.tokens', over: 'spec', unit: 'tokens', limit: limits.tokens },
    { key: 'limits.day.cost_usd', over: 'day', unit: 'usd', limit: limits.day.costUsd },
    { key: 'limits.day.tokens', over: 'day', unit: 'tokens', limit: limits.day.tokens },
  ];
  return rows.flatMap((row) => (row.limit === null ? [] : [{ ...row, limit: row.limit }]));
}

/** How much of a unit was used; 0 where nothing is known. */
export function measureUsage(usage: AgentUsage | null, unit: BudgetLimit['unit']): number {
  if (usage === null) return 0;
  return unit === 'usd' ? (usage.costUsd ?? 0) : countTokens(usage);
}

/** The first limit that leaves nothing to begin with; null: work may begin. */
export function findExhausted(
  limits: readonly BudgetLimit[],
  used: Readonly<Record<BudgetLimit['over'], AgentUsage | null>>,
): ReachedLimit | null {
  for (const { key, over, unit, limit } of limits) {
    const figure = measureUsage(used[over], unit);
    if (figure >= limit) return { key, figure, configured: limit };
  }
  return null;
}
