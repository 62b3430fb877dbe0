import type { Failure } from '../../core/failure.ts';
import { ok, type Result } from '../../core/result.ts';
import type { Identity, Repo } from './repo.ts';
import { runGit } from './run-git.ts';

export interface NewCommit {
  readonly tree: string;
  readonly parents: readonly string[];
  readonly message: string;
  readonly identity: Identity;
  /** ISO: when it is said to have been made; absent: now. The same input gives the same commit then. */
  readonly at?: string;
}

/** Makes a commit object; no ref, index or checkout changes. */
export async function commitTree(repo: Repo, commit: NewCommit): Promise<Result<string, Failure>> {
  const parents = commit.parents.flatMap((parent) => ['-p', parent]);
  const date = commit.at === undefined ? {} : { GIT_AUTHOR_DATE: commit.at, GIT_COMMITTER_DATE: commit.at };
  const there: Repo = { ...repo, env: { ...repo.env, ...date } };
  const answer = await runGit(there, ['commit-tree', commit.tree, ...parents, '-F', '-'], {
    input: commit.message,
    identity: commit.identity,
  });
  return answer.ok ? ok(answer.value.stdout.trim()) : answer;
}
