import type { Failure } from '../../core/failure.ts';
import { ok, type Result } from '../../core/result.ts';
import { hideSecrets } from './hide-secrets.ts';
import type { Repo } from './repo.ts';
import { runGit } from './run-git.ts';

export interface Push {
  /** A URL; never the name of a remote, which may push to several places. */
  readonly url: string;
  readonly commit: string;
  /** Branch there. */
  readonly branch: string;
  /**
   * What the branch must be there now; null: it must not exist. With `forward` the remote itself refuses whatever does
   * not build on what is there, and nothing is ever overwritten.
   */
  readonly expected: string | null | 'forward';
}

/** What came of a push. `moved`: the branch is not what was expected there, and nothing was changed. */
export type Pushed = { readonly kind: 'pushed' } | { readonly kind: 'moved'; readonly says: string };

/**
 * Pushes one commit to one branch with the user's own credentials. The user's hooks do not run: they are programs, and
 * the checks have said what there is to say.
 */
export async function pushCommit(repo: Repo, push: Push): Promise<Result<Pushed, Failure>> {
  const ref = `refs/heads/${push.branch}`;
  const lease = push.expected === 'forward' ? [] : [`--force-with-lease=${ref}:${push.expected ?? ''}`];
  const options = [
    '--porcelain',
    '--no-verify',
    '--no-follow-tags',
    '--recurse-submodules=no',
    '--signed=no',
    ...lease,
  ];
  const answer = await runGit(repo, ['push', ...options, '--', push.url, `${push.commit}:${ref}`], {
    expect: [1, 128],
  });
  if (!answer.ok) return answer;
  const { exitCode, stdout, stderr } = answer.value;
  if (exitCode === 0) return ok({ kind: 'pushed' });
  // !	<sha>:refs/heads/fix	[rejected] (stale info)
  const rejected = /^!\t\S+\t\[(?:remote )?rejected\] \(([^)]*)\)/m.exec(stdout)?.[1] ?? '';
  if (/stale info|fetch first|non-fast-forward|already exists/.test(rejected))
    return ok({ kind: 'moved', says: rejected });
  return hideSecrets({ argv: ['push', push.url, push.branch], exitCode, stderr: `${rejected}\n${stderr}`.trim() });
}
