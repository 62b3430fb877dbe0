import { fieldsOf, itemsOf, textOf } from '../raw-value.ts';
import { stripControl } from '../strip-control.ts';

/**
 * Why a forge did not do what was asked. `not-found` may also mean that whoever asks may not know of it. `exists`: it
 * was there before. `rejected`: the forge holds the request for wrong. `moved`: it sends elsewhere, to where no token
 * may go. `bad-answer`: nothing that could be understood.
 */
export type ForgeReason =
  | 'unreachable'
  | 'unauthorized'
  | 'forbidden'
  | 'not-found'
  | 'exists'
  | 'rejected'
  | 'rate-limited'
  | 'moved'
  | 'bad-answer';

/** An answer that is no success. */
export interface RefusedAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | number | undefined>>;
  readonly body: unknown;
}

export interface Refusal {
  readonly reason: ForgeReason;
  /** The forge's own words, one line; may be empty. */
  readonly detail: string;
  /** When it may be asked again, in ms since 1970; null: it did not say, or it is no question of time. */
  readonly retryAt: number | null;
}

/**
 * Reads why a forge refused, as GitHub and Gitea word it. `now` in ms since 1970.
 * https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api
 */
export function readRefusal(answer: RefusedAnswer, now: number): Refusal {
  const detail = readDetail(answer);
  const refuse = (reason: ForgeReason): Refusal => ({ reason, detail, retryAt: null });
  if (isRateLimit(answer, detail)) return { reason: 'rate-limited', detail, retryAt: readRetryAt(answer, now) };
  if (answer.status >= 300 && answer.status < 400) return refuse('moved');
  switch (answer.status) {
    case 401:
      return refuse('unauthorized');
    case 403:
    case 451:
      return refuse('forbidden');
    case 404:
    case 410:
      return refuse('not-found');
    case 409:
      return refuse('exists');
    case 422:
      return refuse(/already exists/i.test(detail) ? 'exists' : 'rejected');
    default:
      return refuse(answer.status >= 500 ? 'unreachable' : 'rejected');
  }
}

function isRateLimit({ status, headers }: RefusedAnswer, detail: string): boolean {
  if (status === 429) return true;
  if (status !== 403) return false;
  const spent = String(headers['x-ratelimit-remaining'] ?? '') === '0';
  return spent || headers['retry-after'] !== undefined || /secondary rate limit|abuse detection/i.test(detail);
}

function readRetryAt({ headers }: RefusedAnswer, now: number): number | null {
  // Absent is not 0: Number('') would be.
  const seconds = Number(headers['retry-after'] ?? Number.NaN);
  if (Number.isFinite(seconds)) return now + Math.max(0, seconds) * 1000;
  const reset = Number(headers['x-ratelimit-reset'] ?? Number.NaN);
  return Number.isFinite(reset) ? reset * 1000 : null;
}

/** `message` and what stands in `errors`: GitHub's `Validation Failed` says nothing without them. */
function readDetail({ status, body }: RefusedAnswer): string {
  const fields = fieldsOf(body);
  const errors = itemsOf(fields['errors']).map((error) => textOf(error) ?? textOf(fieldsOf(error)['message']) ?? '');
  const words = [textOf(fields['message']) ?? `status ${status}`, ...errors].filter((text) => text !== '');
  return stripControl(words.join('; ')).replace(/\s+/g, ' ').slice(0, 300);
}
