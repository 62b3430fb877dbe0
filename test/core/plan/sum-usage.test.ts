import { expect, test } from 'vitest';
import type { AgentUsage } from '../../../src/core/plan/agent-outcome.ts';
import { findExhausted, listBudgetLimits } from '../../../src/core/plan/budget.ts';
import { formatLimit } from '../../../src/core/plan/format-limit.ts';
import type { JournalLine } from '../../../src/core/plan/journal.ts';
import { startOfLocalDay, sumAttempts, sumUsageSince } from '../../../src/core/plan/sum-usage.ts';
import { addUsage, isUsage } from '../../../src/core/plan/usage.ts';

const usage = (inputTokens: number, costUsd: number | null = null): AgentUsage => {
  return { inputTokens, outputTokens: 1, costUsd };
};
const used = (minute: number, total: AgentUsage): JournalLine => {
  return { at: `2026-02-08T10:${String(minute).padStart(2, '0')}:00.000Z`, entry: 'used', usage: total };
};
const at = (minute: number): number => Date.UTC(2026, 1, 8, 10, minute);

test('of totals only the last counts, less what was used before the moment', () => {
  const lines = [used(1, usage(10, 0.5)), used(2, usage(30, 1)), used(3, usage(70, 2.5))];
  expect(sumUsageSince(lines, at(0))).toEqual(usage(70, 2.5));
  expect(sumUsageSince(lines, at(3))).toEqual({ inputTokens: 40, outputTokens: 0, costUsd: 1.5 });
  expect(sumUsageSince(lines, at(4))).toBeNull();
});

test('attempts before the last reset do not count for the spec any more', () => {
  const attempt = (inputTokens: number, outcome: string) => ({ usage: usage(inputTokens), finished: { outcome } });
  expect(sumAttempts([attempt(5, 'failed'), attempt(7, 'paused')])?.inputTokens).toBe(12);
  expect(sumAttempts([attempt(5, 'reset'), attempt(7, 'failed')])?.inputTokens).toBe(7);
  expect(sumAttempts([attempt(5, 'reset')])).toBeNull();
});

test('a cost that one of two tells is what is known, and cached tokens are kept', () => {
  expect(addUsage(usage(1, 0.5), { ...usage(2), cachedInputTokens: 2 })).toEqual({
    inputTokens: 3,
    cachedInputTokens: 2,
    outputTokens: 2,
    costUsd: 0.5,
  });
  expect(addUsage(null, usage(2))).toEqual(usage(2));
  expect(addUsage(null, null)).toBeNull();
});

test('what is no usage is not taken for one', () => {
  expect(isUsage(usage(1))).toBe(true);
  for (const bad of [{ ...usage(1), costUsd: -1 }, { ...usage(1), inputTokens: 'x' }, { inputTokens: 1 }, null]) {
    expect(isUsage(bad)).toBe(false);
  }
});

test('a limit of which nothing is left is found, of the spec and of the day, and named with its figures', () => {
  const limits = listBudgetLimits({
    timeoutMs: 1,
    stallMs: 1,
    attempts: 1,
    waitMs: 1,
    costUsd: 2,
    tokens: null,
    files: null,
    day: { costUsd: null, tokens: 1000 },
  });
  expect(limits.map(({ key }) => key)).toEqual(['limits.cost_usd', 'limits.day.tokens']);
  expect(findExhausted(limits, { spec: usage(0, 1.99), day: usage(998) })).toBeNull();
  const cost = findExhausted(limits, { spec: usage(0, 2), day: null });
  const tokens = findExhausted(limits, { spec: null, day: usage(1499) });
  expect([cost, tokens].map((found) => found && formatLimit(found))).toEqual([
    'limits.cost_usd: $2.00 of $2.00',
    'limits.day.tokens: 1,500 tokens of 1,000 tokens',
  ]);
});

test('the local day began at its midnight', () => {
  const begin = new Date(startOfLocalDay(at(30)));
  expect([begin.getHours(), begin.getMinutes(), begin.getSeconds()]).toEqual([0, 0, 0]);
});
