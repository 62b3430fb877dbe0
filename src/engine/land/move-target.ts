import type { Failure } from '../../core/failure.ts';
import { ok, type Result } from '../../core/result.ts';
import { listChanges } from '../../io/git/diff-tree.ts';
import { listInTheWay } from '../../io/git/in-the-way.ts';
import { fastForward } from '../../io/git/merge.ts';
import { resolveCommit } from '../../io/git/rev-parse.ts';
import { stageFile, unstageFile } from '../../io/git/update-index.ts';
import { moveRef } from '../../io/git/update-ref.ts';
import { listWorktrees } from '../../io/git/worktree.ts';
import { writeSpec } from '../../io/store/write-spec.ts';
import type { Run } from '../work/run.ts';

export interface Move {
  readonly target: string;
  readonly from: string | null;
  readonly to: string;
  readonly specText: { readonly now: string; readonly then: string } | null;
}

export type Moved =
  | { readonly kind: 'moved'; readonly broughtAlong: readonly string[] }
  | { readonly kind: 'lost-race' }
  | { readonly kind: 'in-the-way'; readonly files: readonly string[] };

/**
 * Moves the target by compare-and-swap. Where it is checked out, its files come along in the same step, and only
 * if none of the user's own changes is in the way.
 */
export async function moveTarget(run: Run, move: Move): Promise<Result<Moved, Failure>> {
  const { repo, spec } = run;
  const why = `chant: landed ${spec.id}`;
  const worktrees = await listWorktrees(repo);
  if (!worktrees.ok) return worktrees;
  const holder = worktrees.value.find((one) => one.branch === move.target && !one.bare);
  if (holder === undefined || move.from === null) {
    const moved = await moveRef(repo, { ref: move.target, to: move.to, from: move.from, why });
    if (!moved.ok) return moved;
    return ok(moved.value ? { kind: 'moved', broughtAlong: [] } : { kind: 'lost-race' });
  }
  const changes = await listChanges(repo, move.from, move.to);
  if (!changes.ok) return changes;
  const isOwnCheckout = holder.path === repo.root;
  const others = changes.value.filter((change) => !isOwnCheckout || change.path !== spec.path);
  const files = await listInTheWay(repo, holder.path, others);
  if (!files.ok) return files;
  if (files.value.length > 0) return ok({ kind: 'in-the-way', files: files.value });
  return bringAlong(run, move, { root: holder.path, isOwnCheckout, why });
}

async function bringAlong(
  run: Run,
  move: Move,
  where: { readonly root: string; readonly isOwnCheckout: boolean; readonly why: string },
): Promise<Result<Moved, Failure>> {
  const { repo, spec } = run;
  // The spec as the user wrote it is part of what lands; git would see an untracked file in the way.
  const staged = where.isOwnCheckout ? await writeOutcome(run, move, where.root) : ok(undefined);
  if (!staged.ok) return staged;
  const trouble = await fastForward(repo, where.root, { commit: move.to, why: where.why });
  if (!trouble.ok) return trouble;
  if (trouble.value === null) return ok({ kind: 'moved', broughtAlong: [where.root] });
  if (where.isOwnCheckout) {
    const back = await takeBackOutcome(run, move, where.root);
    if (!back.ok) return back;
  }
  const tip = await resolveCommit(repo, move.target);
  if (!tip.ok) return tip;
  return ok(tip.value === move.from ? { kind: 'in-the-way', files: [`${spec.path}: ${trouble.value}`] } : { kind: 'lost-race' });
}

async function writeOutcome(run: Run, move: Move, root: string): Promise<Result<void, Failure>> {
  if (move.specText === null) return ok(undefined);
  const { now, then } = move.specText;
  const written = writeSpec(run.project.store, run.spec.path, { text: then, expected: now });
  return written.ok ? stageFile(run.repo, root, run.spec.path) : written;
}

async function takeBackOutcome(run: Run, move: Move, root: string): Promise<Result<void, Failure>> {
  if (move.specText === null) return ok(undefined);
  const { now, then } = move.specText;
  const written = writeSpec(run.project.store, run.spec.path, { text: now, expected: then });
  return written.ok ? unstageFile(run.repo, root, run.spec.path) : written;
}
