import type { AgentUsage } from './agent-outcome.ts';
import type { JournalLine } from './journal.ts';
import { addUsage, subtractUsage } from './usage.ts';

/**
 * What one attempt used since a moment (milliseconds since 1970), from its journal: totals stand there, so what was
 * used before is taken off. null: nothing was told since then.
 */
export function sumUsageSince(lines: readonly JournalLine[], since: number): AgentUsage | null {
  let before: AgentUsage | null = null;
  let last: AgentUsage | null = null;
  for (const line of lines) {
    if (line.entry !== 'used') continue;
    if (Date.parse(line.at) < since) before = line.usage;
    else last = line.usage;
  }
  return last === null ? null : subtractUsage(last, before);
}

/** What the attempts of a spec used since it was last reset; oldest first. */
export function sumAttempts(
  attempts: readonly { readonly usage: AgentUsage | null; readonly finished: { readonly outcome: string } | null }[],
): AgentUsage | null {
  const begin = attempts.findLastIndex((attempt) => attempt.finished?.outcome === 'reset') + 1;
  return attempts.slice(begin).reduce<AgentUsage | null>((sum, { usage }) => addUsage(sum, usage), null);
}

/** When the local day of a moment began; both in milliseconds since 1970. */
export function startOfLocalDay(now: number): number {
  return new Date(now).setHours(0, 0, 0, 0);
}
