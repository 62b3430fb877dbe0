import type { Failure } from '../../core/failure.ts';
import { ok, type Result } from '../../core/result.ts';
import type { Repo } from './repo.ts';
import { runGit } from './run-git.ts';

/** Commits in `to` that are not in `from`, oldest first. */
export async function listCommits(repo: Repo, from: string, to: string): Promise<Result<readonly string[], Failure>> {
  const answer = await runGit(repo, ['rev-list', '--reverse', '--topo-order', to, `^${from}`, '--']);
  return answer.ok ? ok(answer.value.stdout.split('\n').filter((line) => line !== '')) : answer;
}
