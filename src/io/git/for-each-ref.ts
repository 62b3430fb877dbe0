import type { Failure } from '../../core/failure.ts';
import { ok, type Result } from '../../core/result.ts';
import type { Repo } from './repo.ts';
import { runGit } from './run-git.ts';
import { splitAtSpace } from './split-at-space.ts';

/** Every ref under the given prefixes (all when none is given) and the object that it names. */
export async function listRefs(
  repo: Repo,
  prefixes: readonly string[] = [],
): Promise<Result<ReadonlyMap<string, string>, Failure>> {
  const answer = await runGit(repo, ['for-each-ref', '--format=%(objectname) %(refname)', ...prefixes]);
  if (!answer.ok) return answer;
  const refs = new Map<string, string>();
  for (const line of answer.value.stdout.split('\n')) {
    // 3f9a809… refs/heads/main
    const space = line.indexOf(' ');
    if (space > 0) refs.set(line.slice(space + 1), line.slice(0, space));
  }
  return ok(refs);
}

/** A ref, and who committed what it names; for a tag what that names. Empty where it names no commit. */
export interface RefTip {
  readonly commit: string;
  readonly committer: string;
}

/** Every ref of the repository with its committer, read in one go. */
export async function listTips(repo: Repo): Promise<Result<ReadonlyMap<string, RefTip>, Failure>> {
  const format = '--format=%(objectname) %(refname) %(committeremail:trim)%(*committeremail:trim)';
  const answer = await runGit(repo, ['for-each-ref', format]);
  if (!answer.ok) return answer;
  // 3f9a809… refs/heads/main ada@example.org
  const lines = answer.value.stdout.split('\n').filter((line) => line !== '');
  return ok(
    new Map(
      lines.map((line): [string, RefTip] => {
        const [commit, rest] = splitAtSpace(line);
        const [ref, committer] = splitAtSpace(rest);
        return [ref, { commit, committer }];
      }),
    ),
  );
}
