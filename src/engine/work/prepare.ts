import type { SpecCopy } from '../../core/plan/agent-notes.ts';
import type { Prepared } from '../../core/plan/journal.ts';
import { formatBaseRef, formatBranchName } from '../../core/plan/workspace-name.ts';
import type { Failure } from '../../core/failure.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { type GuardedFiles, readGuardedFiles } from '../../io/git/guarded-files.ts';
import { listRefs } from '../../io/git/for-each-ref.ts';
import { resolveCommit } from '../../io/git/rev-parse.ts';
import { type CheckoutState, readCheckoutState } from '../../io/git/status.ts';
import { deleteRef, moveRef } from '../../io/git/update-ref.ts';
import { listWorktrees } from '../../io/git/worktree.ts';
import { writeFileAtomic } from '../../io/store/atomic-write.ts';
import { readRunFile } from '../../io/store/run-file.ts';
import { locateRun } from '../../io/store/run-folder.ts';
import { copyIndex } from '../../io/workspace/git-dir-of.ts';
import { isFolder } from '../../io/workspace/private-file.ts';
import { buildCheckEnvironment } from './check-environment.ts';
import { type CarriedIn, carryIn } from './carry-in.ts';
import type { Ready } from './check-ready.ts';
import { type Confine, confine, isSealed } from './confine.ts';
import { equipCheckout } from './equip-checkout.ts';
import { equipSession } from './equip-session.ts';
import { listStash, stashRef } from './guard-stash.ts';
import { keepCommit } from './keep-commit.ts';
import { makeRunFolders } from './make-run-folders.ts';
import { openCheckout } from './open-checkout.ts';
import { type Ground, type Run, writeJournal } from './run.ts';
import type { Start } from './start.ts';

/** How the repository looked before the agent ran; also kept in the run's folder, for whoever recovers the run. */
export interface Before {
  readonly files: GuardedFiles;
  readonly refs: Readonly<Record<string, string>>;
  /** Commits of the user's stash, newest first. */
  readonly stash: readonly string[];
  readonly checkout: CheckoutState;
  /** Milliseconds since 1970: what changed later is not the agent's; null while the agent is known to be the last. */
  readonly until: number | null;
  /** The agent could not reach any of it: there is nothing to compare. */
  readonly sealed?: boolean;
}

export interface PreparedRun {
  readonly ground: Ground;
  readonly prepared: Prepared;
  readonly before: Before;
  /** Puts the agent into the sandbox that the set-up commands ran in; null: there is none. */
  readonly confine: Confine | null;
}

/** Makes the workspace, carries the inputs in, and remembers how everything around it looks. */
export async function prepare(run: Run, ready: Ready, start: Start): Promise<Result<PreparedRun, Failure>> {
  const ground = await openGround(run, { target: ready.target.ref, base: start.base, start: start.start });
  if (!ground.ok) return ground;
  const { workspace, gitDir, session, isolation } = ground.value;
  // Before anything that is not trusted may have told the index to look away from a file.
  copyIndex(isolation === 'clone' ? `${workspace}/.git` : gitDir, `${run.dir}/index`);
  const left = start.from === null ? null : { spec: readLeftCopy(run, start.from), prepared: null };
  const carried = await carryIn(run, ready.inputs, { ground: ground.value, left });
  if (!carried.ok) return carried;
  const tools = equipSession(run, session);
  if (!tools.ok) return tools;
  const env = buildCheckEnvironment(run, session);
  const confined = await confineAgent(run, ground.value, { again: false });
  if (!confined.ok) return confined;
  const equipped = await equipCheckout(run, { place: { workTree: workspace, gitDir }, env, confine: confined.value });
  if (!equipped.ok) return equipped;
  return remember(run, ground.value, { carried: carried.value, confine: confined.value });
}

/** The agent's sandbox: beside its workspace it may write what it hands to chant, and what it remembers. */
export function confineAgent(
  run: Run,
  { workspace, session }: Ground,
  options: { readonly again: boolean },
): Promise<Result<Confine | null, Failure>> {
  const writable = [`${session}/outbox`, `${session}/talks`];
  return confine(run, { name: 'agent', workTree: workspace, session, writable, ...options });
}

/** The workspace is ready: writes down what is in it, and how everything around it looks. */
export async function remember(
  run: Run,
  ground: Ground,
  made: { readonly carried: CarriedIn; readonly confine: Confine | null },
): Promise<Result<PreparedRun, Failure>> {
  const prepared: Prepared = { entry: 'prepared', ...made.carried };
  writeJournal(run, prepared);
  const before = await lookAround(run, ground);
  if (!before.ok) return before;
  const kept = writeFileAtomic(`${run.dir}/before.json`, JSON.stringify(before.value));
  if (!kept.ok) return kept;
  const { branch, target, base, workspace: path } = ground;
  run.context.emit({ kind: 'workspace-ready', spec: run.spec.id, path, branch, base, target });
  return ok({ ground, prepared, before: before.value, confine: made.confine });
}

/** The agent's copy of the spec as an earlier attempt left it, and what that was made from. */
export function readLeftCopy(run: Run, { attempt, collected }: NonNullable<Start['from']>): SpecCopy {
  const dir = locateRun(run.project.store, run.spec.id, attempt);
  const carried = readRunFile(dir, 'spec.md')?.toString('utf8') ?? null;
  // Without the one, nobody can tell what of the other is the agent's.
  return { copy: carried === null ? null : collected.specText, carried: carried ?? '' };
}

/** The journal names all that will have to be taken away before git makes any of it. */
async function openGround(
  run: Run,
  start: Pick<Ground, 'target' | 'base' | 'start'>,
): Promise<Result<Ground, Failure>> {
  const named = await chooseBranch(run);
  if (!named.ok) return named;
  const branch = named.value;
  // From here to the journal's line nothing is waited for: a kill in between would leave two empty folders.
  const folders = makeRunFolders(run);
  if (!folders.ok) return folders;
  const { base, target } = start;
  const { isolation } = run.confinement;
  const preparing = { target, base, start: start.start, branch, ...folders.value, isolation };
  writeJournal(run, { entry: 'preparing', ...preparing });
  const free = await freeBranch(run, branch);
  if (!free.ok) return free;
  if (isolation === 'clone') {
    const named = await nameStart(run, preparing);
    if (!named.ok) return named;
  }
  const { workspace: path } = folders.value;
  const place = await openCheckout(run, { path, commit: start.start, branch, isolation });
  return place.ok ? ok({ ...preparing, gitDir: place.value.gitDir }) : place;
}

/**
 * The branch of a clone's run stands in the user's repository, too: that is where its result will be. Beside it a ref
 * that nobody takes for a branch of his own keeps what the clone borrows, should the branch go.
 */
async function nameStart(
  run: Run,
  { branch, start }: Pick<Ground, 'branch' | 'start'>,
): Promise<Result<void, Failure>> {
  const { repo, spec, attempt } = run;
  const why = `chant: started ${spec.id}`;
  const kept = await moveRef(repo, { ref: formatBaseRef(spec.id, attempt), to: start, why });
  if (!kept.ok) return kept;
  const made = await moveRef(repo, { ref: branch, to: start, why });
  return made.ok ? ok(undefined) : made;
}

/** The run's branch; with the attempt's number where somebody has the branch of an earlier one checked out. */
async function chooseBranch(run: Run): Promise<Result<string, Failure>> {
  const worktrees = await listWorktrees(run.repo);
  if (!worktrees.ok) return worktrees;
  const branch = `refs/heads/${formatBranchName(run.project.config.defaults.branchPrefix, run.spec.id)}`;
  const isHeld = worktrees.value.some((one) => one.branch === branch && isFolder(one.path));
  return ok(isHeld ? `${branch}-${run.attempt}` : branch);
}

/** A branch of that name from before is kept under another name: it may be somebody's only copy. */
async function freeBranch(run: Run, branch: string): Promise<Result<void, Failure>> {
  const { repo } = run;
  const tip = await resolveCommit(repo, branch);
  if (!tip.ok || tip.value === null) return tip.ok ? ok(undefined) : tip;
  const kept = await keepCommit(run, 'branch-before', tip.value);
  if (!kept.ok) return kept;
  const gone = await deleteRef(repo, branch, tip.value);
  if (!gone.ok) return gone;
  if (gone.value) return ok(undefined);
  return err({ kind: 'git-failed', argv: ['update-ref', '-d', branch], exitCode: 128, stderr: 'the branch is in use' });
}

const unseen: Before = {
  files: { files: {}, hookFolders: [] },
  refs: {},
  stash: [],
  checkout: { head: '', headCommit: '', dirty: {} },
  until: null,
  sealed: true,
};

/** How the repository looks now. */
export async function lookAround(run: Run, ground: Ground): Promise<Result<Before, Failure>> {
  if (isSealed(run)) return ok(unseen);
  const [refs, checkout] = await Promise.all([listRefs(run.repo), readCheckoutState(run.repo)]);
  if (!refs.ok) return refs;
  if (!checkout.ok) return checkout;
  const stash = refs.value.has(stashRef) ? await listStash(run.repo) : ok([]);
  if (!stash.ok) return stash;
  const { workspace: workTree, gitDir, isolation } = ground;
  // What a clone has of that kind is the agent's own.
  const files = readGuardedFiles(run.repo, isolation === 'clone' ? null : { workTree, gitDir });
  return ok({ files, refs: Object.fromEntries(refs.value), stash: stash.value, checkout: checkout.value, until: null });
}
