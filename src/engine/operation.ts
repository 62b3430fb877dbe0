import type { Context } from '../context.ts';
import type { Failure } from '../core/failure.ts';
import type { Result } from '../core/result.ts';

/** Something that a user may ask for. Every surface calls it with the same input and words its result. */
export type Operation<Input, Output> = (context: Context, input: Input) => Promise<Result<Output, Failure>>;
