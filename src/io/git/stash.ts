import type { Failure } from '../../core/failure.ts';
import { ok, type Result } from '../../core/result.ts';
import type { Repo } from './repo.ts';
import { runGit } from './run-git.ts';

/** Puts a commit that was a stash entry on top of the stash again, under its own words. */
export async function storeStash(repo: Repo, commit: string): Promise<Result<void, Failure>> {
  const subject = await runGit(repo, ['log', '-1', '--format=%s', commit, '--']);
  if (!subject.ok) return subject;
  const stored = await runGit(repo, ['stash', 'store', '--quiet', '-m', subject.value.stdout.trim(), commit]);
  return stored.ok ? ok(undefined) : stored;
}
