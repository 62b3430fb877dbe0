import { setTimeout as sleep } from 'node:timers/promises';
import type { Failure } from '../../core/failure.ts';
import { ok, type Result } from '../../core/result.ts';
import { listChanges } from '../../io/git/diff-tree.ts';
import { listInTheWay } from '../../io/git/in-the-way.ts';
import { fastForward } from '../../io/git/merge.ts';
import { isAncestor } from '../../io/git/merge-base.ts';
import { listRebasing } from '../../io/git/rebasing.ts';
import { readHeadRef, resolveCommit } from '../../io/git/rev-parse.ts';
import { stageFile, unstageFile } from '../../io/git/update-index.ts';
import { moveRef } from '../../io/git/update-ref.ts';
import { listWorktrees } from '../../io/git/worktree.ts';
import { isFolder } from '../../io/workspace/private-file.ts';
import { readSpecDocument } from '../../io/store/read-spec-document.ts';
import { writeSpec } from '../../io/store/write-spec.ts';
import type { Run } from '../work/run.ts';

export interface Move {
  readonly target: string;
  readonly from: string | null;
  readonly to: string;
  /** The run's own workspace: with `landing.mode: branch` it has the target checked out, and its files do not matter. */
  readonly workspace: string;
  readonly specText: { readonly before: string; readonly after: string } | null;
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
  if (listRebasing(repo).includes(move.target)) {
    return ok({ kind: 'in-the-way', files: [`a rebase of ${move.target.replace('refs/heads/', '')} is under way`] });
  }
  const holder = await findHolder(run, move);
  if (!holder.ok) return holder;
  const root = holder.value;
  if (root === null || move.from === null) {
    const moved = await moveRef(repo, { ref: move.target, to: move.to, from: move.from, why });
    if (!moved.ok) return moved;
    return ok(moved.value ? { kind: 'moved', broughtAlong: [] } : { kind: 'lost-race' });
  }
  const changes = await listChanges(repo, move.from, move.to);
  if (!changes.ok) return changes;
  const isOwnCheckout = root === repo.root;
  const others = changes.value.filter((change) => !isOwnCheckout || change.path !== spec.path);
  const files = await listInTheWay(repo, root, others);
  if (!files.ok) return files;
  if (files.value.length > 0) return ok({ kind: 'in-the-way', files: files.value });
  return bringAlong(run, move, { root, isOwnCheckout, why });
}

/** The checkout, if any, that has the target checked out. One whose folder is gone holds nothing. */
async function findHolder({ repo }: Run, move: Move): Promise<Result<string | null, Failure>> {
  const worktrees = await listWorktrees(repo);
  if (!worktrees.ok) return worktrees;
  const holder = worktrees.value.find((one) => one.branch === move.target && !one.bare && one.path !== move.workspace);
  if (holder === undefined) return ok(null);
  // With a git directory apart from its checkout, git names that directory.
  const root = holder.path === repo.commonDir ? repo.root : holder.path;
  return ok(isFolder(root) ? root : null);
}

async function bringAlong(
  run: Run,
  move: Move,
  where: { readonly root: string; readonly isOwnCheckout: boolean; readonly why: string },
): Promise<Result<Moved, Failure>> {
  const { repo, spec } = run;
  // The spec as the user wrote it is part of what lands; git would see an untracked file in the way.
  const specText = where.isOwnCheckout ? move.specText : null;
  const trouble = await patiently(async () => {
    // The user may have switched meanwhile: what is checked out there now would move instead.
    const head = await readHeadRef({ ...repo, root: where.root });
    if (!head.ok) return head;
    if (head.value !== move.target) return ok('the checkout was switched to another branch');
    const staged = specText === null ? ok(undefined) : await writeOutcome(run, specText, where.root);
    return staged.ok ? fastForward(repo, where.root, { commit: move.to, branch: move.target, why: where.why }) : staged;
  });
  const tip = await resolveCommit(repo, move.target);
  if (!tip.ok) return tip;
  const isThere = tip.value === null ? ok(false) : await isAncestor(repo, move.to, tip.value);
  if (!isThere.ok) return isThere;
  if (isThere.value) return ok({ kind: 'moved', broughtAlong: [where.root] });
  if (specText !== null) {
    const back = await takeBackOutcome(run, specText, where.root);
    if (!back.ok) return back;
  }
  if (tip.value !== move.from) return ok({ kind: 'lost-race' });
  if (!trouble.ok && !isLocked(trouble)) return trouble;
  return ok({ kind: 'in-the-way', files: [`${spec.path}: ${describeTrouble(trouble)}`] });
}

const lockTries = 50;
const lockPauseMs = 100;

/** The user may be committing at this moment: git holds the index for an instant. */
async function patiently(work: () => Promise<Result<string | null, Failure>>): Promise<Result<string | null, Failure>> {
  for (let tries = 1; ; tries++) {
    const result = await work();
    if (!isLocked(result) || tries === lockTries) return result;
    await sleep(lockPauseMs);
  }
}

function isLocked(result: Result<string | null, Failure>): boolean {
  return describeTrouble(result).includes('index.lock');
}

/** git's own words, where git refused. */
function describeTrouble(result: Result<string | null, Failure>): string {
  if (result.ok) return result.value ?? '';
  return result.failure.kind === 'git-failed' ? result.failure.stderr : '';
}

type SpecText = NonNullable<Move['specText']>;

async function writeOutcome(run: Run, text: SpecText, root: string): Promise<Result<void, Failure>> {
  const { store } = run.project;
  const now = readSpecDocument(store, run.spec);
  if (!now.ok) return now;
  // A second try finds it written already.
  const isThere = now.value.text === text.after;
  const written = isThere
    ? ok(undefined)
    : writeSpec(store, run.spec.path, { text: text.after, expected: text.before });
  return written.ok ? stageFile(run.repo, root, run.spec.path) : written;
}

/** The user's copy must not say that the spec is completed when it did not land. */
export async function takeBackOutcome(run: Run, text: SpecText, root: string): Promise<Result<void, Failure>> {
  const { store } = run.project;
  const now = readSpecDocument(store, run.spec);
  // Gone or renamed: then it says nothing.
  if (!now.ok) return ok(undefined);
  if (now.value.text !== text.after || text.after === text.before) return ok(undefined);
  const written = writeSpec(store, run.spec.path, { text: text.before, expected: text.after });
  if (!written.ok) return written;
  const unstaged = await unstageFile(run.repo, root, run.spec.path);
  return isLocked(unstaged.ok ? ok(null) : unstaged) ? ok(undefined) : unstaged;
}
