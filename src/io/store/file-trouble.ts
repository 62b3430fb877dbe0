import type { FileTrouble } from '../../core/failure.ts';
import type { Err } from '../../core/result.ts';

/** Turns what `node:fs` threw into a failure; anything that is no system error is a bug and is thrown on. */
export function fileTrouble(action: string, path: string, cause: unknown): Err<FileTrouble> {
  return { ok: false, failure: { kind: 'file-trouble', action, path, reason: readCode(cause) } };
}

/** The system's word for an error: `ENOENT`, `EEXIST`, ... */
export function readCode(cause: unknown): string {
  if (cause instanceof Error && 'code' in cause && typeof cause.code === 'string') return cause.code;
  throw cause;
}
