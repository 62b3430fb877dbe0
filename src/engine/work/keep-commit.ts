import { formatKeptRef } from '../../core/plan/workspace-name.ts';
import type { Failure } from '../../core/failure.ts';
import { ok, type Result } from '../../core/result.ts';
import { moveRef } from '../../io/git/update-ref.ts';
import type { Run } from './run.ts';

/** Names a commit that would be lost otherwise. What the same name keeps already stays as it is. */
export async function keepCommit(
  run: Pick<Run, 'repo' | 'spec' | 'attempt'>,
  label: string,
  commit: string,
): Promise<Result<void, Failure>> {
  const { repo, spec, attempt } = run;
  const ref = formatKeptRef(spec.id, attempt, label);
  const why = `chant: kept ${label} of ${spec.id}`;
  const made = await moveRef(repo, { ref, to: commit, from: null, why });
  if (!made.ok) return made;
  if (made.value) return ok(undefined);
  // Attempts are counted anew where somebody has deleted the run records.
  const more = await moveRef(repo, { ref: `${ref}-${commit.slice(0, 12)}`, to: commit, why });
  return more.ok ? ok(undefined) : more;
}
