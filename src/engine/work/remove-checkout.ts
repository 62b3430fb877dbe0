import type { Failure } from '../../core/failure.ts';
import type { Result } from '../../core/result.ts';
import type { Repo } from '../../io/git/repo.ts';
import { forgetWorktree } from '../../io/git/worktree.ts';
import { removeFolder } from '../../io/workspace/remove-folder.ts';

/** Removes a checkout that a run made, whatever is in it, and git's memory of it. */
export function removeCheckout(repo: Repo, path: string): Promise<Result<void, Failure>> {
  removeFolder(path);
  return forgetWorktree(repo, path);
}
