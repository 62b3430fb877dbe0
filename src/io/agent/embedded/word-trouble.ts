import { APICallError, NoOutputGeneratedError } from 'ai';
import type { AgentErrorEvent } from '../../../core/plan/agent-outcome.ts';
import { parseTrouble } from '../../../core/plan/parse-trouble.ts';
import { fieldsOf, textOf } from '../../../core/raw-value.ts';
import type { ModelAccess } from './brief.ts';

type Asked = Pick<ModelAccess, 'endpoint' | 'keyName' | 'model'>;

/** Words an error of a request, with its cause. `now`: milliseconds since 1970. */
export function wordTrouble(error: unknown, asked: Asked, now: number): AgentErrorEvent {
  const said = messageOf(error);
  const status = APICallError.isInstance(error) ? error.statusCode : undefined;
  if (APICallError.isInstance(error) && status !== undefined && !isAnswer(status)) {
    const { responseHeaders = {} } = error;
    const read = parseTrouble(said, { status, retryAfterMs: readRetryAfter(responseHeaders, now) });
    return { ...read, message: wordStatus({ status, said, cause: read.cause ?? 'other' }, asked) };
  }
  // Where the service ends a stream with an error, that says more than that the stream ended.
  const { cause = 'other', transient } = parseTrouble(said);
  const isNetwork = cause === 'other' || cause === 'network';
  const isReached = !APICallError.isInstance(error) || status !== undefined;
  const what = isReached ? 'the answer broke off' : 'there is no connection';
  const message = `${asked.endpoint}: ${what}: ${said}`;
  return { kind: 'error', message, cause: isNetwork ? 'network' : cause, transient: isNetwork || transient };
}

/** Whether the service had begun to answer when this error came: then it is paid for. */
export function isBegun(error: unknown): boolean {
  return APICallError.isInstance(error) && error.statusCode !== undefined && isAnswer(error.statusCode);
}

function isAnswer(status: number): boolean {
  return status < 400;
}

const tooLong = /too long|context.{0,20}(length|window|size)|maximum context|too many (input )?tokens/i;

function wordStatus(
  told: { readonly status: number; readonly said: string; readonly cause: AgentErrorEvent['cause'] },
  { endpoint, keyName, model }: Asked,
): string {
  const { status, said, cause } = told;
  if (cause === 'key') return `${endpoint} refuses the key that ${keyName} holds (${status}): ${said}`;
  if (cause === 'quota') return `${endpoint} wants to be paid first (${status}): ${said}`;
  if (status === 404) return `${endpoint} has no model ${model}, or the address is wrong (404): ${said}`;
  if (cause === 'request' && tooLong.test(said))
    return `the conversation no longer fits into the context of ${model} (${status}): ${said}`;
  return `${endpoint} answered ${status}: ${said}`;
}

function messageOf(error: unknown): string {
  if (NoOutputGeneratedError.isInstance(error)) return 'the stream ended before the answer did';
  if (error instanceof Error) return error.message === '' ? error.name : error.message;
  const fields = fieldsOf(error);
  return textOf(fields['message']) ?? textOf(fieldsOf(fields['error'])['message']) ?? String(error);
}

/** Seconds or a date, RFC 9110 section 10.2.3; `retry-after-ms` is OpenAI's own. */
function readRetryAfter(headers: Readonly<Record<string, string>>, now: number): number | null {
  const ms = Number(headers['retry-after-ms'] ?? Number.NaN);
  if (ms >= 0) return ms;
  const text = headers['retry-after']?.trim() ?? '';
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text) * 1000;
  const until = Date.parse(text);
  return Number.isNaN(until) ? null : Math.max(0, until - now);
}
