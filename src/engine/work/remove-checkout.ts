import type { Failure } from '../../core/failure.ts';
import type { Preparing } from '../../core/plan/journal.ts';
import { ok, type Result } from '../../core/result.ts';
import { forgetWorktree } from '../../io/git/worktree.ts';
import { removeFolder } from '../../io/workspace/remove-folder.ts';
import type { Run } from './run.ts';

/** Of whose run it is, the name is enough. */
interface OfSpec {
  readonly spec: Pick<Run['spec'], 'id'>;
}

/** Removes a checkout that a run made, whatever is in it, and git's memory of it. What cannot be removed is told. */
export async function removeCheckout(
  run: Pick<Run, 'context' | 'repo'> & OfSpec,
  path: string,
  isolation: Preparing['isolation'],
): Promise<Result<void, Failure>> {
  removeOrTell(run, path);
  // Git never knew of a clone.
  return isolation === 'clone' ? ok(undefined) : forgetWorktree(run.repo, path);
}

/** Removes a folder of the run's; a container may have left files in it that belong to somebody else. */
export function removeOrTell(run: Pick<Run, 'context'> & OfSpec, path: string): void {
  if (removeFolder(path)) return;
  run.context.emit({ kind: 'warning', spec: run.spec.id, message: `${path} cannot be removed; remove it by hand` });
}
