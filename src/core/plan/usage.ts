import { amountOf, fieldsOf } from '../raw-value.ts';
import type { AgentUsage } from './agent-outcome.ts';

/** Tokens as a limit counts them: what went in and came out, without what came from a cache. */
export function countTokens(usage: AgentUsage): number {
  return usage.inputTokens - (usage.cachedInputTokens ?? 0) + usage.outputTokens;
}

/** What two of them used together; a cost that only one of them tells is what is known. */
export function addUsage(one: AgentUsage | null, other: AgentUsage | null): AgentUsage | null {
  return one === null || other === null ? (one ?? other) : combine(one, other, (a, b) => a + b);
}

/** What was used since `before`, both told as totals; never less than nothing. */
export function subtractUsage(usage: AgentUsage, before: AgentUsage | null): AgentUsage {
  return before === null ? usage : combine(usage, before, (a, b) => Math.max(0, a - b));
}

function combine(one: AgentUsage, other: AgentUsage, join: (a: number, b: number) => number): AgentUsage {
  const isCacheKnown = one.cachedInputTokens !== undefined || other.cachedInputTokens !== undefined;
  const isCostKnown = one.costUsd !== null || other.costUsd !== null;
  return {
    inputTokens: join(one.inputTokens, other.inputTokens),
    ...(isCacheKnown ? { cachedInputTokens: join(one.cachedInputTokens ?? 0, other.cachedInputTokens ?? 0) } : {}),
    outputTokens: join(one.outputTokens, other.outputTokens),
    costUsd: isCostKnown ? join(one.costUsd ?? 0, other.costUsd ?? 0) : null,
  };
}

/** Whether a value from outside is a usage. */
export function isUsage(value: unknown): value is AgentUsage {
  const { inputTokens, cachedInputTokens, outputTokens, costUsd } = fieldsOf(value);
  const amounts = [inputTokens, outputTokens, cachedInputTokens ?? 0, costUsd ?? 0];
  return amounts.every((amount) => amountOf(amount) !== null) && costUsd !== undefined;
}
