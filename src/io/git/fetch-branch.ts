import type { Failure } from '../../core/failure.ts';
import { ok, type Result } from '../../core/result.ts';
import { hideSecrets } from './hide-secrets.ts';
import type { Repo } from './repo.ts';
import { resolveCommit } from './rev-parse.ts';
import { runGit } from './run-git.ts';

/**
 * Brings a branch of a remote up to date under `refs/remotes/`, and nothing else: no tag, no other branch, nothing of
 * the user's. Gives its commit; null: the remote has no such branch.
 */
export async function fetchBranch(repo: Repo, remote: string, branch: string): Promise<Result<string | null, Failure>> {
  const ref = `refs/remotes/${remote}/${branch}`;
  const refspec = `+refs/heads/${branch}:${ref}`;
  const options = ['--quiet', '--no-tags', '--no-recurse-submodules', '--no-write-fetch-head', '--refmap='];
  const fetched = await runGit(repo, ['fetch', ...options, '--', remote, refspec], { expect: [1, 128] });
  if (!fetched.ok) return fetched;
  if (fetched.value.exitCode === 0) return resolveCommit(repo, ref);
  if (/couldn't find remote ref/.test(fetched.value.stderr)) return ok(null);
  const { exitCode, stderr } = fetched.value;
  return hideSecrets({ argv: ['fetch', remote, branch], exitCode, stderr });
}
