import { mergeCopy, type SpecCopy } from '../../core/plan/agent-notes.ts';
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

/** What lies in a workspace already, or was left in another one, when somebody goes on. */
export interface LeftBehind {
  /** The agent's copy of the spec: its ticks and notes come along. */
  readonly spec: SpecCopy;
  /** What the earlier attempt had carried into this very workspace; null: it is a new one. */
  readonly prepared: CarriedIn | null;
}

/**
 * Puts the spec, and every input that git does not have, into the workspace as they stand in the user's working
 * tree; takes the fingerprint of every input as the agent will see it. What an agent has changed itself stays.
 */
export async function carryIn(
  run: Run,
  inputs: readonly Input[],
  into: { readonly ground: Ground; readonly left: LeftBehind | null },
): Promise<Result<CarriedIn, Failure>> {
  const { workspace } = into.ground;
  const earlier = into.left?.prepared ?? { inputs: {}, carried: {} };
  const carried: Record<string, string> = { ...earlier.carried };
  const fingerprints: Record<string, string> = {};
  const put = (path: string, data: string | Uint8Array): Result<void, Failure> => {
    const written = writeInside(workspace, path, { data });
    if (!written.ok) return written;
    carried[path] = hashContent(Buffer.from(data));
    return ok(undefined);
  };
  for (const input of inputs) {
    const there = readInside(workspace, input.path, maxInputBytes);
    const was = earlier.carried[input.path] ?? earlier.inputs[input.path];
    const isAgents = was !== undefined && (there === null || hashContent(there) !== was);
    // Uncommitted research counts as it stands; for all other files the base is what the work starts from.
    const isNewer =
      input.path.startsWith('.chant/') && there !== null && input.file !== null && !there.equals(input.file.data);
    const isPut = !isAgents && (there === null || isNewer);
    if (input.file !== null && isPut) {
      const done = put(input.path, input.file.data);
      if (!done.ok) return done;
    }
    const seen = isAgents ? was : there === null || isNewer ? input.file?.hash : hashContent(there);
    if (seen !== undefined && input.key !== 'context') fingerprints[input.path] = seen;
  }
  const spec = put(run.spec.path, into.left === null ? run.text : mergeCopy(run.text, into.left.spec));
  return spec.ok ? ok({ inputs: fingerprints, carried }) : spec;
}
