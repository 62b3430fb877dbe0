import type { AgentUsage } from '../../core/plan/agent-outcome.ts';
import { formatCount, formatDollars } from '../../core/plan/format-limit.ts';

/** `12,345 tokens in (9,000 cached), 1,200 out, $0.42`. */
export function renderAgentUsage({ inputTokens, cachedInputTokens, outputTokens, costUsd }: AgentUsage): string {
  const cached = cachedInputTokens ? ` (${formatCount(cachedInputTokens)} cached)` : '';
  const cost = costUsd === null ? 'cost not told' : formatDollars(costUsd);
  return `${formatCount(inputTokens)} tokens in${cached}, ${formatCount(outputTokens)} out, ${cost}`;
}
