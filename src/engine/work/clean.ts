import type { Preparing } from '../../core/plan/journal.ts';
import { formatBaseRef, formatPinRef } from '../../core/plan/workspace-name.ts';
import type { Failure } from '../../core/failure.ts';
import { ok, type Result } from '../../core/result.ts';
import { listRefs } from '../../io/git/for-each-ref.ts';
import { isAncestor } from '../../io/git/merge-base.ts';
import { resolveCommit } from '../../io/git/rev-parse.ts';
import { deleteRef } from '../../io/git/update-ref.ts';
import { listWorktrees } from '../../io/git/worktree.ts';
import { closeGate } from '../../io/sandbox/network/gates.ts';
import { removeCheckout, removeOrTell } from './remove-checkout.ts';
import type { Run } from './run.ts';

type Made = Pick<Preparing, 'workspace' | 'session' | 'branch' | 'start' | 'isolation' | 'adopted'>;

/**
 * Takes the run's workspace, session folder and branch away; the branch only after git has shown that its commits
 * are contained in what is kept. `keepBranch`: `landing.mode: branch` leaves the result there.
 */
export async function clean(
  run: Pick<Run, 'context' | 'repo' | 'spec' | 'attempt'>,
  made: Made,
  options: { readonly keepBranch: boolean },
): Promise<Result<void, Failure>> {
  const { repo } = run;
  const worktrees = await listWorktrees(repo);
  if (!worktrees.ok) return worktrees;
  const paths = worktrees.value.map((one) => one.path).filter((path) => isBelow(made, path));
  for (const path of new Set([...paths, made.workspace])) {
    const gone = await removeCheckout(run, path, path === made.workspace ? made.isolation : 'worktree');
    if (!gone.ok) return gone;
  }
  await closeGate(made.session);
  removeOrTell(run, made.session);
  if (made.isolation === 'clone') {
    const dropped = await dropBase(run, made);
    if (!dropped.ok) return dropped;
  }
  // Somebody may look at the branch in a checkout of his own: it is not taken from under him.
  const isHeld = worktrees.value.some((one) => one.branch === made.branch && one.path !== made.workspace);
  return options.keepBranch || isHeld ? ok(undefined) : dropBranch(run, made);
}

/** Checkouts for checks and for landing lie in the session folder. */
function isBelow(made: Pick<Preparing, 'workspace' | 'session'>, path: string): boolean {
  return path === made.workspace || path.startsWith(`${made.session}/`);
}

/** The clone is gone, and borrows nothing any more. */
async function dropBase(
  { repo, spec, attempt }: Pick<Run, 'repo' | 'spec' | 'attempt'>,
  { adopted }: Made,
): Promise<Result<void, Failure>> {
  // It bears the number of the attempt that made the clone.
  const ref = formatBaseRef(spec.id, adopted ?? attempt);
  const named = await resolveCommit(repo, ref);
  if (!named.ok || named.value === null) return named.ok ? ok(undefined) : named;
  const gone = await deleteRef(repo, ref, named.value);
  return gone.ok ? ok(undefined) : gone;
}

async function dropBranch(
  run: Pick<Run, 'repo' | 'spec' | 'attempt'>,
  made: Pick<Preparing, 'branch' | 'start'>,
): Promise<Result<void, Failure>> {
  const { repo, spec, attempt } = run;
  const { branch, start } = made;
  const pinRef = formatPinRef(spec.id, attempt);
  const refs = await listRefs(repo, [branch, pinRef]);
  if (!refs.ok) return refs;
  const tip = refs.value.get(branch);
  if (tip === undefined) return ok(undefined);
  // A run that was stopped before its agent began has no pin, and a branch on which nothing was made.
  const contained = tip === start ? ok(true) : await isContained(repo, tip, refs.value.get(pinRef) ?? null);
  if (!contained.ok) return contained;
  if (!contained.value) return ok(undefined);
  const gone = await deleteRef(repo, branch, tip);
  return gone.ok ? ok(undefined) : gone;
}

async function isContained(repo: Run['repo'], commit: string, pin: string | null): Promise<Result<boolean, Failure>> {
  return pin === null ? ok(false) : isAncestor(repo, commit, pin);
}
