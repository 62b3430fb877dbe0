import type { ReachedLimit } from './agent-outcome.ts';

/** `limits.cost_usd: $5.02 of $5.00`: the limit, what was used of it, and what it is. */
export function formatLimit({ key, figure, configured }: ReachedLimit): string {
  return `${key}: ${formatFigure(key, figure)} of ${formatFigure(key, configured)}`;
}

function formatFigure(key: string, figure: number): string {
  if (key.endsWith('cost_usd')) return formatDollars(figure);
  return key.endsWith('tokens') ? `${formatCount(figure)} tokens` : formatSpan(figure);
}

/** `$0.42`; small sums keep two digits that say something: `$0.0031`. */
export function formatDollars(dollars: number): string {
  return `$${dollars > 0 && dollars < 0.01 ? Number(dollars.toPrecision(2)) : dollars.toFixed(2)}`;
}

/** `12,345` */
export function formatCount(count: number): string {
  return String(Math.round(count)).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** Milliseconds as a configuration writes them: `60m`, `90s`, `1500ms`. */
export function formatSpan(ms: number): string {
  if (ms % 60_000 === 0) return `${ms / 60_000}m`;
  return ms % 1000 === 0 ? `${ms / 1000}s` : `${Math.round(ms)}ms`;
}
