import type { Failure } from '../../core/failure.ts';
import { ok, type Result } from '../../core/result.ts';
import type { Identity, Place, Repo } from './repo.ts';
import { runGit, splitNul } from './run-git.ts';

export type MergeResult =
  | { readonly kind: 'merged'; readonly tree: string }
  | { readonly kind: 'conflict'; readonly files: readonly string[] };

/** Merges a commit into what is checked out at `at`, and writes the tree; no commit is made there. */
export async function mergeInto(
  repo: Repo,
  at: Place,
  asked: { readonly commit: string; readonly identity: Identity },
): Promise<Result<MergeResult, Failure>> {
  const { commit, identity } = asked;
  const merged = await runGit(repo, ['merge', '--no-ff', '--no-commit', '--quiet', '--no-verify', commit], {
    at,
    identity,
    expect: [1],
    config: ['merge.autoStash=false', 'rerere.enabled=false', 'merge.verifySignatures=false'],
  });
  if (!merged.ok) return merged;
  if (merged.value.exitCode !== 0) {
    const unmerged = await runGit(repo, ['diff', '--name-only', '--diff-filter=U', '-z'], { at });
    return unmerged.ok ? ok({ kind: 'conflict', files: splitNul(unmerged.value.stdout) }) : unmerged;
  }
  const tree = await runGit(repo, ['write-tree'], { at });
  return tree.ok ? ok({ kind: 'merged', tree: tree.value.stdout.trim() }) : tree;
}

/** Replays commits on what is checked out at `at`, one after the other; gives the new tip. */
export async function replayOnto(
  repo: Repo,
  at: Place,
  asked: { readonly commits: readonly string[]; readonly identity: Identity },
): Promise<
  Result<{ readonly kind: 'replayed'; readonly commit: string } | Exclude<MergeResult, { kind: 'merged' }>, Failure>
> {
  const { commits, identity } = asked;
  const picked = await runGit(repo, ['cherry-pick', '--allow-empty', '--keep-redundant-commits', ...commits], {
    at,
    identity,
    expect: [1],
    config: ['commit.gpgSign=false', 'rerere.enabled=false'],
  });
  if (!picked.ok) return picked;
  if (picked.value.exitCode !== 0) {
    const unmerged = await runGit(repo, ['diff', '--name-only', '--diff-filter=U', '-z'], { at });
    return unmerged.ok ? ok({ kind: 'conflict', files: splitNul(unmerged.value.stdout) }) : unmerged;
  }
  const head = await runGit(repo, ['rev-parse', 'HEAD'], { at });
  return head.ok ? ok({ kind: 'replayed', commit: head.value.stdout.trim() }) : head;
}

/**
 * Moves the branch that is checked out at `root` forward to `commit`, with its files, as `git merge --ff-only` does:
 * by compare-and-swap, and not at all where a file of the user's is in the way. `null`: done; else git's reason.
 */
export async function fastForward(
  repo: Repo,
  root: string,
  asked: { readonly commit: string; readonly branch: string; readonly why: string },
): Promise<Result<string | null, Failure>> {
  const there: Repo = { ...repo, root, env: { ...repo.env, GIT_REFLOG_ACTION: asked.why } };
  const moved = await runGit(there, ['merge', '--ff-only', '--no-overwrite-ignore', '--quiet', asked.commit], {
    expect: [1, 128],
    config: [
      'merge.autoStash=false',
      'merge.verifySignatures=false',
      // `--squash` there would leave the branch where it is.
      `branch.${asked.branch.replace('refs/heads/', '')}.mergeOptions=`,
    ],
  });
  if (!moved.ok) return moved;
  return ok(moved.value.exitCode === 0 ? null : moved.value.stderr || moved.value.stdout);
}
