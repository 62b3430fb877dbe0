import type { Failure } from '../../core/failure.ts';
import { ok, type Result } from '../../core/result.ts';
import type { Repo } from './repo.ts';
import { runGit, splitNul } from './run-git.ts';
import { splitAtSpace } from './split-at-space.ts';

export interface WorktreeAddition {
  /** An existing, empty directory. */
  readonly path: string;
  readonly commit: string;
  /** New branch to make there; null: detached. */
  readonly branch: string | null;
}

/** Checks a commit out into a directory of its own. */
export async function addWorktree(repo: Repo, addition: WorktreeAddition): Promise<Result<void, Failure>> {
  const how = addition.branch === null ? ['--detach'] : ['--no-track', '-b', addition.branch];
  const answer = await runGit(repo, ['worktree', 'add', '--quiet', ...how, addition.path, addition.commit], {
    // As many workers as there are cores: this is most of what a run costs. Git uses them from 100 files on.
    config: ['checkout.workers=0'],
  });
  return answer.ok ? ok(undefined) : answer;
}

/**
 * Has git forget a worktree whose folder the caller has removed (and pinned before). One that git does not know is
 * fine. `worktree prune` would not do: it also forgets the user's worktrees on a disk that is not mounted now.
 */
export async function forgetWorktree(repo: Repo, path: string): Promise<Result<void, Failure>> {
  const removed = await runGit(repo, ['worktree', 'remove', '--force', '--force', path], { expect: [128] });
  return removed.ok ? ok(undefined) : removed;
}

export interface Worktree {
  readonly path: string;
  readonly head: string | null;
  /** Full ref name, null when detached. */
  readonly branch: string | null;
  readonly bare: boolean;
}

/** All worktrees of the repository, the main one first. */
export async function listWorktrees(repo: Repo): Promise<Result<readonly Worktree[], Failure>> {
  const answer = await runGit(repo, ['worktree', 'list', '--porcelain', '-z']);
  return answer.ok ? ok(parseWorktrees(answer.value.stdout)) : answer;
}

/**
 * Reads `worktree list --porcelain -z`: attributes end in NUL, records in an empty one.
 * `worktree /repo\0HEAD 3f9…\0branch refs/heads/main\0\0`
 */
export function parseWorktrees(output: string): readonly Worktree[] {
  const list: Worktree[] = [];
  for (const record of output.split('\0\0')) {
    const values = new Map(splitNul(record).map((line): [string, string] => splitAtSpace(line)));
    const path = values.get('worktree');
    if (path === undefined) continue;
    const head = values.get('HEAD') ?? null;
    list.push({ path, head, branch: values.get('branch') ?? null, bare: values.has('bare') });
  }
  return list;
}
