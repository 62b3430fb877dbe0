import type { Failure } from '../../core/failure.ts';
import { ok, type Result } from '../../core/result.ts';
import type { Repo } from './repo.ts';
import { runGit } from './run-git.ts';

/**
 * Takes an entry off the stash. Entries go by number, and the user may be stashing at this moment: what was taken off
 * by mistake is put back. False: `commit` is not the entry of that number any more. No file is touched.
 */
export async function dropStash(repo: Repo, index: number, commit: string): Promise<Result<boolean, Failure>> {
  const dropped = await runGit(repo, ['stash', 'drop', `stash@{${index}}`], { expect: [1] });
  if (!dropped.ok || dropped.value.exitCode !== 0) return dropped.ok ? ok(false) : dropped;
  // Dropped stash@{0} (3f9a809…)
  const gone = /\(([0-9a-f]{40,64})\)/.exec(dropped.value.stdout)?.[1];
  if (gone === undefined || gone === commit) return ok(true);
  const back = await storeStash(repo, gone);
  return back.ok ? ok(false) : back;
}

/** Puts a commit that was a stash entry on top of the stash again, under its own words. */
export async function storeStash(repo: Repo, commit: string): Promise<Result<boolean, Failure>> {
  const subject = await runGit(repo, ['log', '-1', '--format=%s', commit, '--']);
  if (!subject.ok) return subject;
  const stored = await runGit(repo, ['stash', 'store', '--quiet', '-m', subject.value.stdout.trim(), commit]);
  return stored.ok ? ok(true) : stored;
}
