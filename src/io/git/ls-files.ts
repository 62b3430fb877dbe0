import type { Failure } from '../../core/failure.ts';
import { ok, type Result } from '../../core/result.ts';
import type { Place, Repo } from './repo.ts';
import { runGit, splitNul } from './run-git.ts';

/** All paths of a commit's tree, with `/`. */
export async function listFilesAt(repo: Repo, commit: string): Promise<Result<readonly string[], Failure>> {
  const answer = await runGit(repo, ['ls-tree', '-r', '-z', '--name-only', '--full-tree', commit]);
  return answer.ok ? ok(splitNul(answer.value.stdout)) : answer;
}

/** Files of a tree that the given index does not hold, ignored ones included. */
export async function listUntaken(repo: Repo, at: Place, index: string): Promise<Result<readonly string[], Failure>> {
  const answer = await runGit(repo, ['ls-files', '--others', '-z'], { at, index });
  return answer.ok ? ok(splitNul(answer.value.stdout)) : answer;
}
