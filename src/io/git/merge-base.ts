import type { Failure } from '../../core/failure.ts';
import { ok, type Result } from '../../core/result.ts';
import type { Repo } from './repo.ts';
import { runGit } from './run-git.ts';

/** Whether `ancestor` is contained in `commit`: the proof that is asked for before anything is deleted. */
export async function isAncestor(repo: Repo, ancestor: string, commit: string): Promise<Result<boolean, Failure>> {
  if (ancestor === commit) return ok(true);
  const answer = await runGit(repo, ['merge-base', '--is-ancestor', ancestor, commit], { expect: [1] });
  return answer.ok ? ok(answer.value.exitCode === 0) : answer;
}
