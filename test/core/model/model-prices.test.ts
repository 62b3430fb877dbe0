import { expect, test } from 'vitest';
import { priceRequest } from '../../../src/core/model/model-price.ts';
import { findModelPrice } from '../../../src/core/model/model-prices.ts';

const million = { fresh: 1_000_000, cacheRead: 0, cacheWrite: 0, output: 0 };

test.each([
  ['anthropic', 'claude-sonnet-5-5', 2],
  ['anthropic', 'claude-opus-4-5-20251101', 5],
  ['openai', 'gpt-6.1-sol-2026-09-29', 4],
])('a million tokens of %s %s cost %d dollars, longer requests more where the service says so', (kind, model, usd) => {
  const price = findModelPrice(kind, model);
  expect(price === null ? null : priceRequest(price, million)).toBeCloseTo(usd, 9);
});

test.each([
  ['anthropic', 'claude-sonnet-5-5-turbo'],
  ['anthropic', 'gpt-6.1-sol'],
  ['ollama', 'claude-sonnet-5-5'],
  ['constructor', 'name'],
])('what %s asks for %s is not made up', (kind, model) => {
  expect(findModelPrice(kind, model)).toBeNull();
});

test('each part of the input has its own price', () => {
  const price = { input: 1, output: 10, cacheRead: 0.1, cacheWrite: 2, long: null };
  const tokens = { fresh: 1_000_000, cacheRead: 1_000_000, cacheWrite: 1_000_000, output: 1_000_000 };
  expect(priceRequest(price, tokens)).toBeCloseTo(13.1, 9);
});

test('a request is long when all of its input together is', () => {
  const price = { input: 1, output: 1, cacheRead: 1, cacheWrite: 1, long: { above: 100, input: 2, output: 3 } };
  const at = (cacheRead: number) =>
    priceRequest(price, { fresh: 50, cacheRead, cacheWrite: 0, output: 10 }) * 1_000_000;
  expect([at(50), at(51)].map(Math.round)).toEqual([110, 232]);
});
