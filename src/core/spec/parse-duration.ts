const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };
const PART = /(\d+(?:\.\d+)?)(ms|s|m|h|d)/g;
const DURATION = /^(?:\d+(?:\.\d+)?(?:ms|s|m|h|d))+$/;

/**
 * Reads a span of time: `60s`, `5m`, `1h30m`, `500ms`, or a bare number of seconds (also as text).
 * Gives milliseconds, or null for anything else, for zero and for negative spans.
 */
export function parseDuration(value: unknown): number | null {
  if (typeof value === 'number') return positive(value * 1000);
  if (typeof value !== 'string') return null;
  const text = value.replaceAll(/\s/g, '').toLowerCase();
  if (/^\d+(?:\.\d+)?$/.test(text)) return positive(Number(text) * 1000);
  if (!DURATION.test(text)) return null;
  let total = 0;
  for (const [, amount, unit] of text.matchAll(PART)) total += Number(amount) * (UNITS[unit ?? ''] ?? 0);
  return positive(total);
}

function positive(ms: number): number | null {
  const whole = Math.round(ms);
  return Number.isSafeInteger(whole) && whole > 0 ? whole : null;
}
