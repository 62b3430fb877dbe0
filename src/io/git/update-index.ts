import type { Failure } from '../../core/failure.ts';
import { ok, type Result } from '../../core/result.ts';
import type { Repo } from './repo.ts';
import { runGit } from './run-git.ts';

/** Takes one file of the checkout at `root` into its index as it stands. */
export async function stageFile(repo: Repo, root: string, path: string): Promise<Result<void, Failure>> {
  const staged = await runGit({ ...repo, root }, ['update-index', '--add', '--', path]);
  return staged.ok ? ok(undefined) : staged;
}

/** Puts the index entry of one path back to what HEAD has. */
export async function unstageFile(repo: Repo, root: string, path: string): Promise<Result<void, Failure>> {
  const reset = await runGit({ ...repo, root }, ['--literal-pathspecs', 'reset', '--quiet', '--', path], {
    expect: [1],
  });
  return reset.ok ? ok(undefined) : reset;
}
