import type { Prepared } from '../../core/plan/journal.ts';
import { formatBranchName } from '../../core/plan/workspace-name.ts';
import type { Failure } from '../../core/failure.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { type GuardedFiles, readGuardedFiles } from '../../io/git/guarded-files.ts';
import { listRefs } from '../../io/git/for-each-ref.ts';
import { resolveCommit } from '../../io/git/rev-parse.ts';
import { type CheckoutState, readCheckoutState } from '../../io/git/status.ts';
import { deleteRef } from '../../io/git/update-ref.ts';
import { addWorktree, listWorktrees } from '../../io/git/worktree.ts';
import { writeFileAtomic } from '../../io/store/atomic-write.ts';
import { copyIndex, readWorktreeGitDir } from '../../io/workspace/git-dir-of.ts';
import { isFolder } from '../../io/workspace/private-file.ts';
import { buildCheckEnvironment } from './check-environment.ts';
import { carryIn } from './carry-in.ts';
import type { Ready } from './check-ready.ts';
import { equipCheckout } from './equip-checkout.ts';
import { equipSession } from './equip-session.ts';
import { listStash, stashRef } from './guard-stash.ts';
import { keepCommit } from './keep-commit.ts';
import { makeRunFolders } from './make-run-folders.ts';
import { type Ground, type Run, writeJournal } from './run.ts';

/** How the repository looked before the agent ran; also kept in the run's folder, for whoever recovers the run. */
export interface Before {
  readonly files: GuardedFiles;
  readonly refs: Readonly<Record<string, string>>;
  /** Commits of the user's stash, newest first. */
  readonly stash: readonly string[];
  readonly checkout: CheckoutState;
  /** Milliseconds since 1970: what changed later is not the agent's; null while the agent is known to be the last. */
  readonly until: number | null;
}

export interface PreparedRun {
  readonly ground: Ground;
  readonly prepared: Prepared;
  readonly before: Before;
}

/** Where an attempt starts: the target's tip, or what an earlier attempt left. */
export interface Start {
  readonly base: string;
  readonly start: string;
}

/** Makes the workspace, carries the inputs in, and remembers how everything around it looks. */
export async function prepare(run: Run, ready: Ready, start: Start): Promise<Result<PreparedRun, Failure>> {
  const { context } = run;
  const ground = await openGround(run, { target: ready.target.ref, ...start });
  if (!ground.ok) return ground;
  const { workspace, gitDir, session } = ground.value;
  const carried = await carryIn(run, ready.inputs, ground.value);
  if (!carried.ok) return carried;
  const tools = equipSession(run, session);
  if (!tools.ok) return tools;
  const env = buildCheckEnvironment(run, session);
  const equipped = await equipCheckout(run, { place: { workTree: workspace, gitDir }, env });
  if (!equipped.ok) return equipped;
  const prepared: Prepared = { entry: 'prepared', ...carried.value };
  writeJournal(run, prepared);
  const before = await lookAround(run, ground.value);
  if (!before.ok) return before;
  copyIndex(gitDir, `${run.dir}/index`);
  const kept = writeFileAtomic(`${run.dir}/before.json`, JSON.stringify(before.value));
  if (!kept.ok) return kept;
  const { branch, target, base } = ground.value;
  context.emit({ kind: 'workspace-ready', spec: run.spec.id, path: workspace, branch, base, target });
  return ok({ ground: ground.value, prepared, before: before.value });
}

/** The journal names all that will have to be taken away before git makes any of it. */
async function openGround(run: Run, start: Start & { readonly target: string }): Promise<Result<Ground, Failure>> {
  const { repo } = run;
  const named = await chooseBranch(run);
  if (!named.ok) return named;
  const branch = named.value;
  // From here to the journal's line nothing is waited for: a kill in between would leave two empty folders.
  const folders = makeRunFolders(run);
  if (!folders.ok) return folders;
  const { base, target } = start;
  const preparing = { target, base, start: start.start, branch, ...folders.value };
  writeJournal(run, { entry: 'preparing', ...preparing });
  const free = await freeBranch(run, branch);
  if (!free.ok) return free;
  const { workspace } = folders.value;
  const added = await addWorktree(repo, {
    path: workspace,
    commit: start.start,
    branch: branch.replace('refs/heads/', ''),
  });
  if (!added.ok) return added;
  return ok({ ...preparing, gitDir: readWorktreeGitDir(workspace) });
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

/** How the repository looks now. */
export async function lookAround(run: Run, ground: Ground): Promise<Result<Before, Failure>> {
  const [refs, checkout] = await Promise.all([listRefs(run.repo), readCheckoutState(run.repo)]);
  if (!refs.ok) return refs;
  if (!checkout.ok) return checkout;
  const stash = refs.value.has(stashRef) ? await listStash(run.repo) : ok([]);
  if (!stash.ok) return stash;
  const files = readGuardedFiles(run.repo, { workTree: ground.workspace, gitDir: ground.gitDir });
  return ok({ files, refs: Object.fromEntries(refs.value), stash: stash.value, checkout: checkout.value, until: null });
}
