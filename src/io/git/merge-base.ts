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

/** The newest commit that two have in common, or null when they have none. */
export async function findMergeBase(repo: Repo, one: string, other: string): Promise<Result<string | null, Failure>> {
  const answer = await runGit(repo, ['merge-base', one, other], { expect: [1] });
  if (!answer.ok) return answer;
  return ok(answer.value.exitCode === 0 ? answer.value.stdout.trim() : null);
}
