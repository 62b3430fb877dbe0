import type { Failure } from '../../core/failure.ts';
import type { Preparing } from '../../core/plan/journal.ts';
import { ok, type Result } from '../../core/result.ts';
import { makeClone } from '../../io/git/make-clone.ts';
import type { Place } from '../../io/git/repo.ts';
import { addWorktree } from '../../io/git/worktree.ts';
import { readWorktreeGitDir } from '../../io/workspace/git-dir-of.ts';
import type { Run } from './run.ts';

export interface CheckoutRequest {
  /** An existing, empty directory. */
  readonly path: string;
  readonly commit: string;
  /** Full name of a new branch; null: detached. In a clone it is the clone's own. */
  readonly branch: string | null;
  readonly isolation: Preparing['isolation'];
}

/** Checks a commit out for whoever is not trusted (an agent, a check): as a worktree, or as a clone. */
export async function openCheckout(run: Run, request: CheckoutRequest): Promise<Result<Place, Failure>> {
  const { repo, token, project } = run;
  const { path, commit, branch, isolation } = request;
  if (isolation === 'clone') {
    const hidden = project.config.defaults.branchPrefix;
    const cloned = await makeClone(repo, { path, commit, branch, hidden, owner: token });
    return cloned.ok ? ok(locatePlace(run, request)) : cloned;
  }
  const short = branch === null ? null : branch.replace('refs/heads/', '');
  const added = await addWorktree(repo, { path, commit, branch: short });
  return added.ok ? ok({ workTree: path, gitDir: readWorktreeGitDir(path) }) : added;
}

/**
 * How chant's own git looks at a clone's files: by the user's git directory and an index of chant's own. The git
 * directory of the clone is the agent's, and git never reads it.
 */
function locatePlace({ repo }: Run, { path }: Pick<CheckoutRequest, 'path'>): Place {
  return { workTree: path, gitDir: repo.gitDir };
}
