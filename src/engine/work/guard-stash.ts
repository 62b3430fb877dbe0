import type { Failure } from '../../core/failure.ts';
import type { Touched } from '../../core/plan/collected.ts';
import { ok, type Result } from '../../core/result.ts';
import { readReflog } from '../../io/git/reflog.ts';
import type { Repo } from '../../io/git/repo.ts';
import { dropStash, storeStash } from '../../io/git/stash.ts';
import { keepCommit } from './keep-commit.ts';
import { formatAgentIdentity, type Run } from './run.ts';

export const stashRef = 'refs/stash';
const maxEntries = 1000;

/** Commits of the stash, newest first. All worktrees share it. */
export async function listStash(repo: Repo): Promise<Result<readonly string[], Failure>> {
  const log = await readReflog(repo, stashRef, maxEntries);
  return log.ok ? ok(log.value.map((entry) => entry.to)) : log;
}

/** Takes what the agent put on the stash off it, and puts back what is gone; all of it is kept. */
export async function guardStash(run: Run, before: readonly string[]): Promise<Result<readonly Touched[], Failure>> {
  const { repo } = run;
  const log = await readReflog(repo, stashRef, maxEntries);
  if (!log.ok) return log;
  const { email } = formatAgentIdentity(run.token);
  const now = log.value.map((entry) => entry.to);
  const added = log.value.flatMap((entry, index) => {
    return entry.email === email && !before.includes(entry.to) ? [{ index, commit: entry.to }] : [];
  });
  const touched: Touched[] = [];
  // From the oldest on, so that the numbers of the others hold.
  for (const { index, commit } of added.toReversed()) {
    const done = await setAside(run, commit, () => dropStash(repo, index, commit));
    if (!done.ok) return done;
    touched.push({ ...done.value, byAgent: false, detail: `${done.value.detail}, was put there by the agent` });
  }
  for (const commit of before.filter((one) => !now.includes(one)).toReversed()) {
    const done = await setAside(run, commit, () => storeStash(repo, commit));
    if (!done.ok) return done;
    touched.push({ ...done.value, byAgent: true, detail: `${done.value.detail}, was taken away during the run` });
  }
  return ok(touched);
}

async function setAside(
  run: Run,
  commit: string,
  act: () => Promise<Result<boolean, Failure>>,
): Promise<Result<Omit<Touched, 'byAgent'>, Failure>> {
  const label = `stash-${commit.slice(0, 12)}`;
  const kept = await keepCommit(run, label, commit);
  if (!kept.ok) return kept;
  const done = await act();
  return done.ok
    ? ok({ what: 'ref', name: stashRef, restored: done.value, detail: `entry ${commit.slice(0, 12)}` })
    : done;
}
