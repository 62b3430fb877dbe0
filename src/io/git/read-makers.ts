import type { Failure } from '../../core/failure.ts';
import { ok, type Result } from '../../core/result.ts';
import type { Repo } from './repo.ts';
import { runGit } from './run-git.ts';
import { splitAtSpace } from './split-at-space.ts';

/** A commit, and the addresses of its author and committer. */
export interface Makers {
  readonly commit: string;
  readonly author: string;
  readonly committer: string;
}

/** Who made what is in `to` and not in `from`, oldest first, one per commit; none when either is no commit. */
export async function readMakers(repo: Repo, from: string, to: string): Promise<Result<readonly Makers[], Failure>> {
  const answer = await runGit(repo, ['log', '--reverse', '--topo-order', '--format=%H %ce %ae', to, `^${from}`, '--'], {
    expect: [128],
  });
  if (!answer.ok) return answer;
  const lines = answer.value.exitCode === 0 ? answer.value.stdout.split('\n').filter((line) => line !== '') : [];
  return ok(
    lines.map((line) => {
      const [commit, makers] = splitAtSpace(line);
      const [committer, author] = splitAtSpace(makers);
      return { commit, author, committer };
    }),
  );
}
