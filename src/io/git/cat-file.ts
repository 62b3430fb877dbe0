import type { Failure } from '../../core/failure.ts';
import { ok, type Result } from '../../core/result.ts';
import type { Repo } from './repo.ts';
import { runGit } from './run-git.ts';

/** The content of a path in a commit or tree, or null when it is not a file there. */
export async function readBytesAt(repo: Repo, commit: string, path: string): Promise<Result<Buffer | null, Failure>> {
  const answer = await runGit(repo, ['cat-file', 'blob', `${commit}:${path}`], { expect: [128] });
  if (!answer.ok) return answer;
  return ok(answer.value.exitCode === 0 ? answer.value.bytes : null);
}

/** As readBytesAt, as a checkout would have it: line ends and filters applied. */
export async function readCheckedOut(
  repo: Repo,
  commit: string,
  path: string,
): Promise<Result<Buffer | null, Failure>> {
  const answer = await runGit(repo, ['cat-file', '--filters', `${commit}:${path}`], { expect: [128] });
  if (!answer.ok) return answer;
  return ok(answer.value.exitCode === 0 ? answer.value.bytes : null);
}

/** The content of a blob. */
export async function readBlob(repo: Repo, object: string): Promise<Result<string, Failure>> {
  const answer = await runGit(repo, ['cat-file', 'blob', object]);
  return answer.ok ? ok(answer.value.stdout) : answer;
}
