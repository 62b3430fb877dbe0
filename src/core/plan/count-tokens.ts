import type { AgentUsage } from './agent-outcome.ts';

/** Tokens as a limit counts them: what went in and came out, without what came from a cache. */
export function countTokens(usage: AgentUsage): number {
  return usage.inputTokens - (usage.cachedInputTokens ?? 0) + usage.outputTokens;
}
