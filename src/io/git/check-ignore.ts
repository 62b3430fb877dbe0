import type { Failure } from '../../core/failure.ts';
import { ok, type Result } from '../../core/result.ts';
import type { Repo } from './repo.ts';
import { type GitOptions, runGit, splitNul } from './run-git.ts';

/** Those of the paths (relative to the tree) that git ignores and does not track. */
export async function listIgnored(
  repo: Repo,
  paths: readonly string[],
  options: GitOptions = {},
): Promise<Result<readonly string[], Failure>> {
  if (paths.length === 0) return ok([]);
  const answer = await runGit(repo, ['check-ignore', '-z', '--stdin'], {
    ...options,
    input: paths.map((path) => `${path}\0`).join(''),
    expect: [1],
  });
  return answer.ok ? ok(splitNul(answer.value.stdout)) : answer;
}
