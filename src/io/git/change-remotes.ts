import type { Failure } from '../../core/failure.ts';
import { ok, type Result } from '../../core/result.ts';
import type { Repo } from './repo.ts';
import { runGit } from './run-git.ts';

/** Adds a remote; nothing is fetched. */
export async function addRemote(repo: Repo, name: string, url: string): Promise<Result<void, Failure>> {
  const answer = await runGit(repo, ['remote', 'add', '--', name, url]);
  return answer.ok ? ok(undefined) : answer;
}

/** Calls a remote by another name; branches that follow it follow it still. */
export async function renameRemote(repo: Repo, from: string, to: string): Promise<Result<void, Failure>> {
  const answer = await runGit(repo, ['remote', 'rename', '--', from, to]);
  return answer.ok ? ok(undefined) : answer;
}
