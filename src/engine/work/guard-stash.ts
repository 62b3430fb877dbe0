import type { Failure } from '../../core/failure.ts';
import type { Touched } from '../../core/plan/collected.ts';
import { ok, type Result } from '../../core/result.ts';
import { readReflog } from '../../io/git/reflog.ts';
import type { Repo } from '../../io/git/repo.ts';
import { storeStash } from '../../io/git/stash.ts';
import { keepCommit } from './keep-commit.ts';
import { formatAgentIdentity, type Run } from './run.ts';

export const stashRef = 'refs/stash';
const maxEntries = 1000;

/** Commits of the stash, newest first. All worktrees share it. */
export async function listStash(repo: Repo): Promise<Result<readonly string[], Failure>> {
  const log = await readReflog(repo, stashRef, maxEntries);
  return log.ok ? ok(log.value.map((entry) => entry.to)) : log;
}

/**
 * Keeps what the agent put on the stash, and puts back what is gone. Nothing is taken off: entries go by number, and
 * the user may be stashing at this moment.
 */
export async function guardStash(run: Run, before: readonly string[]): Promise<Result<readonly Touched[], Failure>> {
  const { repo } = run;
  const log = await readReflog(repo, stashRef, maxEntries);
  if (!log.ok) return log;
  const { email } = formatAgentIdentity(run.token);
  const now = log.value.map((entry) => entry.to);
  const added = log.value.filter((entry) => entry.email === email && !before.includes(entry.to));
  const touched: Touched[] = [];
  for (const { to } of added) {
    const done = await setAside(run, to, async () => ok(undefined));
    if (!done.ok) return done;
    const detail = `${done.value.detail}, was put there by the agent`;
    touched.push({ ...done.value, restored: false, byAgent: false, detail });
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
  act: () => Promise<Result<void, Failure>>,
): Promise<Result<Omit<Touched, 'byAgent'>, Failure>> {
  const label = `stash-${commit.slice(0, 12)}`;
  const kept = await keepCommit(run, label, commit);
  if (!kept.ok) return kept;
  const done = await act();
  return done.ok ? ok({ what: 'ref', name: stashRef, restored: true, detail: `entry ${commit.slice(0, 12)}` }) : done;
}
