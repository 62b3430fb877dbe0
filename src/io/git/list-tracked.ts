import type { Failure } from '../../core/failure.ts';
import { ok, type Result } from '../../core/result.ts';
import type { Repo } from './repo.ts';
import { runGit, splitNul } from './run-git.ts';

/** Files under `folder` (relative to the root) that git tracks in the checkout. */
export async function listTracked(repo: Repo, folder: string): Promise<Result<string[], Failure>> {
  const answer = await runGit(repo, ['ls-files', '-z', '--', folder]);
  return answer.ok ? ok(splitNul(answer.value.stdout)) : answer;
}
