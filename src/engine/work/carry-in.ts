import type { Failure } from '../../core/failure.ts';
import { ok, type Result } from '../../core/result.ts';
import { hashContent } from '../../io/project/project-files.ts';
import { readInside } from '../../io/workspace/read-inside.ts';
import { writeInside } from '../../io/workspace/write-inside.ts';
import type { Input } from './find-inputs.ts';
import type { Ground, Run } from './run.ts';

/** Larger inputs are not carried: they belong in git. */
const maxInputBytes = 64 * 1024 * 1024;

export interface CarriedIn {
  readonly inputs: Readonly<Record<string, string>>;
  readonly carried: Readonly<Record<string, string>>;
}

/**
 * Puts the spec, and every input that git does not have, into the workspace as they stand in the user's working
 * tree; takes the fingerprint of every input as the agent will see it.
 */
export async function carryIn(run: Run, inputs: readonly Input[], ground: Ground): Promise<Result<CarriedIn, Failure>> {
  const carried: Record<string, string> = {};
  const fingerprints: Record<string, string> = {};
  const put = (path: string, data: string | Uint8Array): Result<void, Failure> => {
    const written = writeInside(ground.workspace, path, { data });
    if (!written.ok) return written;
    carried[path] = hashContent(Buffer.from(data));
    return ok(undefined);
  };
  for (const input of inputs) {
    const there = readInside(ground.workspace, input.path, maxInputBytes);
    // Uncommitted research counts as it stands; for all other files the base is what the work starts from.
    const isNewer =
      input.path.startsWith('.chant/') && there !== null && input.file !== null && !there.equals(input.file.data);
    if (input.file !== null && (there === null || isNewer)) {
      const done = put(input.path, input.file.data);
      if (!done.ok) return done;
    }
    const seen = there === null || isNewer ? input.file?.hash : hashContent(there);
    if (seen !== undefined && input.key !== 'context') fingerprints[input.path] = seen;
  }
  const spec = put(run.spec.path, run.text);
  return spec.ok ? ok({ inputs: fingerprints, carried }) : spec;
}
