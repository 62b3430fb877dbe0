import type { Failure } from './failure.ts';

/** What a step that can fail gives back: a value, or a failure that is data. Bugs are thrown instead. */
export type Result<T, F = Failure> = Ok<T> | Err<F>;

export interface Ok<T> {
  readonly ok: true;
  readonly value: T;
}

export interface Err<F = Failure> {
  readonly ok: false;
  readonly failure: F;
}

/** Wraps a value as a success. */
export function ok<T>(value: T): Ok<T> {
  return { ok: true, value };
}

/** Wraps a failure; the failure's `kind` tells the renderer and the exit table what to say. */
export function err<F>(failure: F): Err<F> {
  return { ok: false, failure };
}

/** The same failure, or what `change` makes of the value. */
export function mapResult<From, To, Fail>(result: Result<From, Fail>, change: (value: From) => To): Result<To, Fail> {
  return result.ok ? ok(change(result.value)) : result;
}
