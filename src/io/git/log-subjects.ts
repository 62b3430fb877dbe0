import type { Failure } from '../../core/failure.ts';
import { ok, type Result } from '../../core/result.ts';
import type { Repo } from './repo.ts';
import { runGit } from './run-git.ts';

/** `3f9a809 subject` of the commits in `to` that are not in `from`, oldest first; none when either is no commit. */
export async function logSubjects(repo: Repo, from: string, to: string): Promise<Result<readonly string[], Failure>> {
  const args = ['log', '--reverse', '--topo-order', '--no-show-signature', '--no-color', '--format=%h %s'];
  const answer = await runGit(repo, [...args, to, `^${from}`, '--'], { expect: [128] });
  if (!answer.ok) return answer;
  return ok(answer.value.exitCode === 0 ? answer.value.stdout.split('\n').filter((line) => line !== '') : []);
}
