import type { Failure } from '../../core/failure.ts';
import { ok, type Result } from '../../core/result.ts';
import type { Repo } from './repo.ts';
import { type GitOptions, runGit } from './run-git.ts';

/** The commit that a name stands for, or null when there is none. */
export async function resolveCommit(
  repo: Repo,
  name: string,
  options: GitOptions = {},
): Promise<Result<string | null, Failure>> {
  const answer = await runGit(repo, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`], {
    ...options,
    expect: [1, 128],
  });
  if (!answer.ok) return answer;
  return ok(answer.value.exitCode === 0 ? answer.value.stdout.trim() : null);
}

/** The tree of a commit. */
export async function resolveTree(repo: Repo, commit: string): Promise<Result<string, Failure>> {
  const answer = await runGit(repo, ['rev-parse', '--verify', '--end-of-options', `${commit}^{tree}`]);
  return answer.ok ? ok(answer.value.stdout.trim()) : answer;
}

/** The branch that HEAD names (`refs/heads/main`), or null when it is detached. */
export async function readHeadRef(repo: Repo, options: GitOptions = {}): Promise<Result<string | null, Failure>> {
  const answer = await runGit(repo, ['symbolic-ref', '--quiet', 'HEAD'], { ...options, expect: [1, 128] });
  if (!answer.ok) return answer;
  return ok(answer.value.exitCode === 0 ? answer.value.stdout.trim() : null);
}
