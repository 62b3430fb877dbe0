import type { ModelPrice } from './model-price.ts';

/** List prices of the services themselves, as they were published in November 2026. */
const prices: Readonly<Record<string, Readonly<Record<string, ModelPrice>>>> = {
  anthropic: {
    'claude-fable-5': claude(10, 50, 1),
    'claude-fable-5-1': claude(10, 50, 0.25),
    'claude-haiku-4-5': claude(1, 5, 0.1),
    'claude-haiku-5-5': { ...claude(0.1, 0.5, 0.01), long: { above: 100_000, input: 5, output: 5 } },
    'claude-opus-4-5': claude(5, 25, 0.5),
    'claude-opus-4-6': claude(5, 25, 0.5),
    'claude-opus-4-7': claude(5, 25, 0.5),
    'claude-opus-4-8': claude(5, 25, 0.5),
    'claude-opus-5': claude(5, 25, 0.5),
    'claude-opus-5-5': claude(4, 20, 0.2),
    'claude-sonnet-4-5': claude(3, 15, 0.3),
    'claude-sonnet-4-6': claude(3, 15, 0.3),
    'claude-sonnet-5': claude(2, 10, 0.2),
    'claude-sonnet-5-5': claude(2, 10, 0.1),
  },
  openai: {
    'gpt-5.6-luna': gpt(0.2, 1.2, 0.02),
    'gpt-5.6-terra': gpt(2, 12, 0.2),
    'gpt-6-astra': gpt(10, 50, 1),
    'gpt-6-luna': gpt(0.1, 0.5, 0.01),
    'gpt-6-sol': gpt(2, 10, 0.2),
    'gpt-6.1-sol': gpt(2, 10, 0.1),
    'gpt-6.1-terra': gpt(1, 5, 0.05),
  },
};

/** What is put into the cache for five minutes costs a quarter more than other input. */
function claude(input: number, output: number, cacheRead: number): ModelPrice {
  return { input, output, cacheRead, cacheWrite: input * 1.25, long: null };
}

/** The same here; and a long request costs more as a whole. */
function gpt(input: number, output: number, cacheRead: number): ModelPrice {
  return { ...claude(input, output, cacheRead), long: { above: 272_000, input: 2, output: 1.5 } };
}

/**
 * The list price of a model with a kind of provider, also under a name with a date behind it
 * (`claude-haiku-4-5-20251001`). Null where none is known: then the cost is not known either, and none is made up.
 */
export function findModelPrice(kind: string, model: string): ModelPrice | null {
  const table = prices[kind];
  if (table === undefined) return null;
  const plain = model.replace(/-(\d{8}|\d{4}-\d\d-\d\d|latest)$/, '');
  return Object.entries(table).find(([name]) => name === model || name === plain)?.[1] ?? null;
}
