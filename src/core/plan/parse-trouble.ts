import type { AgentErrorEvent, TroubleCause } from './agent-outcome.ts';

/** What is known of an error beside its text. */
export interface TroubleHints {
  /** HTTP status that the service gave, where the client tells it. */
  readonly status?: number | null;
  /** `Retry-After` of the service, in milliseconds, where the client tells it. */
  readonly retryAfterMs?: number | null;
}

/**
 * Reads what a client or a service said about an error. Real samples:
 *
 *     API Error: 429 {"type":"error","error":{"type":"rate_limit_error", ...
 *     Rate limit reached for gpt-4.1 ... Please try again in 1.2s.
 *     Claude AI usage limit reached|1760000000
 *     stream disconnected before completion: ...
 *     unexpected status 401 Unauthorized: Incorrect API key provided
 *
 * The status decides where there is one; then the words do.
 */
export function parseTrouble(message: string, hints: TroubleHints = {}): AgentErrorEvent {
  const cause = causeOf(message, hints.status ?? statusIn(message));
  const after = hints.retryAfterMs ?? readDelay(message);
  const at = readMoment(message);
  return {
    kind: 'error',
    message,
    transient: transientCauses.includes(cause) || (cause === 'quota' && at !== null),
    cause,
    ...(after === null ? {} : { retryAfterMs: after }),
    ...(at === null ? {} : { retryAt: at }),
  };
}

const transientCauses: readonly TroubleCause[] = ['rate-limit', 'overload', 'server', 'network'];

/** First match wins: what is said about money or the key is surer than what is said about limits. */
const words: readonly (readonly [TroubleCause, RegExp])[] = [
  ['quota', /insufficient[_ ]quota|credit balance|billing|exceeded your current quota|quota exceeded|out of credits/i],
  ['quota', /usage limit|limit reached\|\d+/i],
  [
    'key',
    /api[_ ]key|authenticat|unauthori[sz]ed|invalid x-api-key|permission_error|forbidden|not logged in|please (run )?.{0,20}log ?in/i,
  ],
  ['rate-limit', /rate[_ -]?limit|too many requests|resource[_ ]exhausted|throttl/i],
  ['overload', /overloaded|high demand|over capacity|at capacity|temporarily unavailable|service unavailable/i],
  ['server', /internal server error|api_error|bad gateway|gateway time-?out|server had an error|server error/i],
  [
    'network',
    /ECONN(RESET|REFUSED|ABORTED)|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EPIPE|socket hang up|fetch failed|network|stream (was |is )?(cut|closed|ended|disconnected|error)|(disconnected|ended|closed|terminated) (before|prematurely|unexpectedly)|premature close|incomplete (json|stream|response)|connection (error|reset|closed|refused|lost)|timed out|\bterminated\b/i,
  ],
  ['request', /invalid[_ ]request|model.{0,40}not (found|exist|supported)|context (length|window)|too (long|large)/i],
];

function causeOf(message: string, status: number | null): TroubleCause {
  const told = words.find(([, pattern]) => pattern.test(message))?.[0] ?? 'other';
  if (status === null) return told;
  if (status === 402) return 'quota';
  if (status === 401 || status === 403) return told === 'quota' ? 'quota' : 'key';
  if (status === 429) return told === 'quota' ? 'quota' : 'rate-limit';
  if (status === 503 || status === 529) return 'overload';
  if (status >= 500) return 'server';
  if (status === 408) return 'network';
  return status >= 400 ? (told === 'quota' || told === 'key' ? told : 'request') : told;
}

/** `429 Too Many Requests`, `status 503`, `"code":401`, `API Error: 500`. */
function statusIn(message: string): number | null {
  const found =
    /(?:status(?: ?code)?|error|http(?:\/[\d.]+)?|"code")\W{0,4}([45]\d\d)\b/i.exec(message) ??
    /^\W{0,3}([45]\d\d)\b/.exec(message);
  return found === null ? null : Number(found[1]);
}

const units: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** `try again in 1m30.5s`, `retry after 30 seconds`, `Retry-After: 20`, `retryDelay": "17s"`; milliseconds. */
function readDelay(message: string): number | null {
  const found =
    /(?:try again|retry|retrying|resets?|available)[\s"':_-]*(?:in|after|delay)?[\s"':]*(?:about )?((?:\d+(?:\.\d+)?\s*(?:milliseconds?|seconds?|minutes?|hours?|days?|secs?|mins?|ms|[smhd])(?![a-z])[\s,]*)+)/i.exec(
      message,
    )?.[1] ?? /retry-after\W{0,4}(\d+(?:\.\d+)?)/i.exec(message)?.[1];
  if (found === undefined) return null;
  let total = 0;
  for (const [, number, unit] of found.matchAll(/(\d+(?:\.\d+)?)\s*([a-z]*)/gi)) {
    total += Number(number) * (units[shortUnit(unit ?? '')] ?? 1000);
  }
  return Math.round(total);
}

/** `minutes` is `m`, `msec` is `ms`. */
function shortUnit(unit: string): string {
  const word = unit.toLowerCase();
  return word.startsWith('ms') || word.startsWith('milli') ? 'ms' : word.slice(0, 1);
}

/** `usage limit reached|1760000000`, `"resets_at": 1760000000`, `resets at 2026-02-08T10:00:00Z`; since 1970. */
function readMoment(message: string): number | null {
  const seconds = /(?:limit reached\||resets?_?at\W{1,4})(\d{10})\b/i.exec(message)?.[1];
  if (seconds !== undefined) return Number(seconds) * 1000;
  const written = /resets?(?:[_ ]?at)?\W{1,4}(\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d))/i.exec(
    message,
  )?.[1];
  return written === undefined ? null : Date.parse(written);
}
