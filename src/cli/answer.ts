import type { Context } from '../context.ts';
import type { Failure } from '../core/failure.ts';
import type { Result } from '../core/result.ts';
import { exitCodeOf, exitCodes } from './exit-code.ts';
import type { Parsed } from './parsed.ts';
import { renderFailure, renderFailureJson } from './render/failure.ts';
import { complain, say, sayJson } from './speak.ts';

/** How a command words what its operation gave back. */
export interface Wording<Value> {
  readonly text: (value: Value) => string;
  /** What `--json` prints; absent: the value as it is. */
  readonly json?: (value: Value) => unknown;
  /** Absent: 0. */
  readonly exitCode?: (value: Value) => number;
}

/** Prints an operation's result and gives back the exit status. */
export function makeAnswer(context: Context, parsed: Pick<Parsed, 'json'>) {
  return <Value>(result: Result<Value>, wording: Wording<Value>): number => {
    if (!result.ok) return answerFailure(context, parsed, result.failure);
    const { value } = result;
    if (parsed.json) sayJson(context.terminal, wording.json === undefined ? value : wording.json(value));
    else say(context.terminal, wording.text(value));
    return wording.exitCode?.(value) ?? exitCodes.done.code;
  };
}

/** Prints a failure on standard error and gives back its exit status. */
export function answerFailure(context: Context, parsed: Pick<Parsed, 'json'>, failure: Failure): number {
  if (parsed.json) context.terminal.err(renderFailureJson(failure));
  else complain(context.terminal, renderFailure(failure));
  return exitCodeOf(failure);
}
