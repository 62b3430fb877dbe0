import type { Failure } from '../../core/failure.ts';
import { ok, type Result } from '../../core/result.ts';
import type { Identity, Repo } from './repo.ts';
import { runGit } from './run-git.ts';

export interface NewCommit {
  readonly tree: string;
  readonly parents: readonly string[];
  readonly message: string;
  readonly identity: Identity;
}

/** Makes a commit object; no ref, index or checkout changes. */
export async function commitTree(repo: Repo, commit: NewCommit): Promise<Result<string, Failure>> {
  const parents = commit.parents.flatMap((parent) => ['-p', parent]);
  const answer = await runGit(repo, ['commit-tree', commit.tree, ...parents, '-F', '-'], {
    input: commit.message,
    identity: commit.identity,
  });
  return answer.ok ? ok(answer.value.stdout.trim()) : answer;
}
