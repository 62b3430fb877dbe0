import { describe, expect, test } from 'vitest';
import { parseTrouble, type TroubleHints } from '../../../src/core/plan/parse-trouble.ts';

const cut = 'stream disconnected before completion: error decoding response body';

const table: readonly (readonly [string, TroubleHints, string, boolean])[] = [
  // message, hints, cause, transient
  ['API Error: 401 {"type":"error","error":{"type":"authentication_error"}}', {}, 'key', false],
  ['unexpected status 401 Unauthorized: Incorrect API key provided: sk-test', {}, 'key', false],
  ['Invalid API key · Please run /login', {}, 'key', false],
  ['nope', { status: 403 }, 'key', false],
  ['API Error: 429 {"error":{"type":"rate_limit_error"}}', {}, 'rate-limit', true],
  ['Rate limit reached for gpt-4.1. Please try again in 1.2s.', {}, 'rate-limit', true],
  ['You exceeded your current quota, please check your plan and billing details.', { status: 429 }, 'quota', false],
  ['Your credit balance is too low', { status: 400 }, 'quota', false],
  ['Claude AI usage limit reached|1760000000', {}, 'quota', true],
  ['API Error: 529 {"error":{"type":"overloaded_error","message":"Overloaded"}}', {}, 'overload', true],
  ["We're currently experiencing high demand, which may cause temporary errors.", {}, 'overload', true],
  ['Service Unavailable', { status: 503 }, 'overload', true],
  ['API Error (500): boom', {}, 'server', true],
  ['exceeded retry limit, last status: 500 Internal Server Error', {}, 'server', true],
  [cut, {}, 'network', true],
  ['connect ECONNREFUSED 127.0.0.1:1', {}, 'network', true],
  ['TypeError: fetch failed', {}, 'network', true],
  ['model: fake-model not found', { status: 404 }, 'request', false],
  ['prompt is too long: 250000 tokens', { status: 400 }, 'request', false],
  ['Internal error (-32603): Request was aborted', {}, 'other', false],
  ['I wrote 500 lines', {}, 'other', false],
];

test.each(table)('%s %j is %s, transient: %s', (message, hints, cause, transient) => {
  expect(parseTrouble(message, hints)).toMatchObject({ kind: 'error', message, cause, transient });
});

describe('when the service will serve again', () => {
  test.each([
    ['Please try again in 1.2s.', 1200],
    ['Please try again in 1m30.5s', 90_500],
    ['Please retry after 30 seconds.', 30_000],
    ['"retryDelay": "17s"', 17_000],
    ['Retry-After: 20', 20_000],
    ['try again in 350ms', 350],
    ['resets in 2 hours, 5 minutes', 7_500_000],
  ])('%s: after %d ms', (message, ms) => {
    expect(parseTrouble(message)).toMatchObject({ retryAfterMs: ms });
  });

  test.each([
    ['Claude AI usage limit reached|1760000000', 1_760_000_000_000],
    ['{"type":"usage_limit_reached","resets_at":1760000000}', 1_760_000_000_000],
    ['limit reached, resets at 2026-02-08T10:00:00Z', Date.UTC(2026, 1, 8, 10)],
  ])('%s: at %d', (message, at) => {
    expect(parseTrouble(message)).toMatchObject({ retryAt: at });
  });

  test('nothing is made up where it is not said, and a header outweighs the text', () => {
    const bare = parseTrouble('429 Too Many Requests');
    expect(['retryAfterMs' in bare, 'retryAt' in bare]).toEqual([false, false]);
    expect(parseTrouble('try again in 1s', { retryAfterMs: 5000 })).toMatchObject({ retryAfterMs: 5000 });
  });
});
