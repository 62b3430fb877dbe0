import type { Collected, Touched } from '../../core/plan/collected.ts';
import { formatCommitMessage } from '../../core/plan/commit-message.ts';
import { formatPinRef } from '../../core/plan/workspace-name.ts';
import { isLiteral } from '../../core/scope/is-literal.ts';
import { matchesAny } from '../../core/scope/matches-any.ts';
import type { Failure } from '../../core/failure.ts';
import { ok, type Result } from '../../core/result.ts';
import { commitTree } from '../../io/git/commit-tree.ts';
import { listChanges } from '../../io/git/diff-tree.ts';
import type { Place } from '../../io/git/repo.ts';
import { resolveCommit } from '../../io/git/rev-parse.ts';
import { readIdentity } from '../../io/git/read-identity.ts';
import { moveRef } from '../../io/git/update-ref.ts';
import { listEntries } from '../../io/git/write-tree.ts';
import { readInside } from '../../io/workspace/read-inside.ts';
import { resetWorktreeHead } from '../../io/workspace/git-dir-of.ts';
import { removeFile } from '../../io/workspace/private-file.ts';
import { copyFolder } from '../../io/workspace/copy-folder.ts';
import { reclaimFolder } from '../../io/workspace/reclaim-folder.ts';
import { setAsideNested, setAsideReplaced } from '../../io/workspace/set-aside-nested.ts';
import type { CollectInput } from './collect-input.ts';
import { carryOut } from './carry-out.ts';
import { chooseParent, type Parent, readTips } from './choose-parent.ts';
import { fetchHome, type History } from './fetch-home.ts';
import { guardFiles, guardRepository } from './guard-repository.ts';
import { keepCommit } from './keep-commit.ts';
import { readOutbox } from './read-outbox.ts';
import { type Ground, type Run, writeJournal } from './run.ts';
import { joinTouched, settle, standAt } from './stand-at.ts';
import { takeTrees, type Trees } from './take-trees.ts';

const maxSpecBytes = 4 * 1024 * 1024;

/**
 * Takes everything that the agent made out of its workspace into git and the run's folder, and pins it. Nothing of
 * the agent's is run or believed on the way: its index, its `.git` file and its configuration are not used.
 */
export async function collect(run: Run, input: CollectInput): Promise<Result<Collected, Failure>> {
  const { ground, prepared, before } = input;
  const place: Place = { workTree: ground.workspace, gitDir: ground.gitDir };
  const isClone = ground.isolation === 'clone';
  const isThere = reclaimFolder(ground.workspace);
  for (const folder of isClone ? [ground.session] : [ground.gitDir, ground.session]) reclaimFolder(folder);
  if (!isClone) setAsideReplaced(ground.workspace, `${run.dir}/nested`);
  const files = guardFiles(run, before);
  const nested = setAsideNested(ground.workspace, `${run.dir}/nested`);
  const history = await (isClone ? fetchHome(run, ground) : readHistory(run, ground));
  if (!history.ok) return history;
  const { tips, beside } = history.value;
  const guarded = await guardRepository(run, before);
  if (!guarded.ok) return guarded;
  const left = input.earlier?.byPerson === true ? (input.earlier.collected.tips ?? null) : null;
  const parent = await chooseParent(run, { ground, tips, carried: Object.keys(prepared.carried), left });
  if (!parent.ok) return parent;
  const { session, base } = ground;
  const nothing = { whole: parent.value.parentTree, result: parent.value.parentTree };
  const taken = isThere ? await takeTrees(run, { place, session, base, carried: prepared.carried }) : ok(nothing);
  // Refused by git as a whole (a filter that it cannot do without): then the files are kept as files.
  const copied = taken.ok ? [] : [copyAway(run, ground.workspace, taken.failure)];
  const trees = taken.ok ? taken : ok(nothing);
  const pinned = await pin(run, { ...trees.value, ...parent.value, agent: input.agent });
  if (!pinned.ok) return pinned;
  for (const [label, commit] of [...parent.value.others, ...beside]) {
    const kept = await keepCommit(run, label, commit);
    if (!kept.ok) return kept;
  }
  const standing = standAt(ground, { tips, parent: parent.value.commit });
  const moved = await moveBranch(run, ground, input.stays === true ? standing.branch : pinned.value.work);
  if (!moved.ok) return moved;
  const described = await describe(run, input, pinned.value);
  if (!described.ok) return described;
  const removed: readonly Touched[] = isThere ? [] : [workspaceGone];
  const found = [
    ...removed,
    ...copied,
    ...files,
    ...guarded.value,
    ...history.value.touched,
    ...nested.map(noteNested),
  ];
  const collected: Collected = {
    ...described.value,
    ...pinned.value,
    touched: joinTouched(input, found),
    ...(input.stays === true ? { tips: standing.tips, ...settle(input, tips, parent.value.commit) } : {}),
  };
  writeJournal(run, { entry: 'collected', ...collected });
  return ok(collected);
}

async function moveBranch({ repo, spec }: Run, { branch }: Ground, to: string): Promise<Result<void, Failure>> {
  // Only the agent can have left that.
  removeFile(`${repo.commonDir}/${branch}.lock`);
  const moved = await moveRef(repo, { ref: branch, to, why: `chant: collected ${spec.id}` });
  return moved.ok ? ok(undefined) : moved;
}

function noteNested(name: string): Touched {
  const detail = 'was a repository of its own; its .git is kept in the run';
  return { what: 'worktree-link', name, byAgent: false, restored: true, detail };
}

/** In a worktree the agent's commits are in the user's repository already. */
async function readHistory(run: Run, ground: Ground): Promise<Result<History, Failure>> {
  const tips = await readTips(run, ground);
  if (!tips.ok) return tips;
  resetWorktreeHead(ground.gitDir, ground.branch);
  return ok({ tips: tips.value, beside: new Map(), touched: [] });
}

function copyAway(run: Run, workspace: string, failure: Failure): Touched {
  const folder = `${run.dir}/workspace`;
  copyFolder(workspace, folder);
  const why = failure.kind === 'git-failed' ? failure.stderr : failure.kind;
  const detail = `git could not take its files (${why}); they are in ${folder}`;
  return { what: 'worktree-link', name: 'the workspace', byAgent: true, restored: false, detail };
}

const workspaceGone: Touched = {
  what: 'worktree-link',
  name: 'the workspace',
  byAgent: true,
  restored: false,
  detail: 'was removed or replaced during the run; only what was committed before is there',
};

interface Pins {
  readonly work: string;
  readonly snapshot: string;
}

/** Makes the commits and names them, before anything can take them away. */
async function pin(run: Run, made: Trees & Parent & { readonly agent: string }): Promise<Result<Pins, Failure>> {
  const { repo, spec, attempt } = run;
  const identity = await readIdentity(repo);
  if (!identity.ok) return identity;
  const message = formatCommitMessage(spec, attempt, made.agent);
  const add = (tree: string, parent: string) =>
    commitTree(repo, { tree, parents: [parent], message, identity: identity.value });
  const work = made.result === made.parentTree ? ok(made.commit) : await add(made.result, made.commit);
  if (!work.ok) return work;
  const snapshot = made.whole === made.result ? work : await add(made.whole, work.value);
  if (!snapshot.ok) return snapshot;
  const named = await namePin(run, snapshot.value);
  return named.ok ? ok({ work: work.value, snapshot: snapshot.value }) : named;
}

/** An earlier pin of that name (somebody deleted the run records, and attempts are counted anew) is kept. */
async function namePin(run: Run, snapshot: string): Promise<Result<void, Failure>> {
  const { repo, spec, attempt } = run;
  const ref = formatPinRef(spec.id, attempt);
  const why = `chant: pinned ${spec.id} attempt ${attempt}`;
  const made = await moveRef(repo, { ref, to: snapshot, from: null, why });
  if (!made.ok || made.value) return made.ok ? ok(undefined) : made;
  const before = await resolveCommit(repo, ref);
  if (!before.ok) return before;
  const kept = before.value === null ? ok(undefined) : await keepCommit(run, 'pinned-before', before.value);
  if (!kept.ok) return kept;
  const moved = await moveRef(repo, { ref, to: snapshot, why });
  return moved.ok ? ok(undefined) : moved;
}

/** What the result looks like, for the gates. */
async function describe(
  run: Run,
  input: CollectInput,
  pins: Pins,
): Promise<Result<Omit<Collected, keyof Pins | 'touched'>, Failure>> {
  const { repo, spec } = run;
  const { workspace, session, base } = input.ground;
  const changes = await listChanges(repo, base, pins.work);
  if (!changes.ok) return changes;
  const carriedOut = await carryOut(run, input);
  if (!carriedOut.ok) return carriedOut;
  const outbox = readOutbox(session);
  // What git ignores does not land, so being there in the workspace is not enough.
  const literal = spec.targetFiles.filter(isLiteral);
  const entries = await listEntries(repo, pins.work, literal);
  if (!entries.ok) return entries;
  const names = [...entries.value.keys(), ...Object.keys(carriedOut.value)];
  return ok({
    changes: changes.value,
    carriedOut: carriedOut.value,
    specText: readInside(workspace, spec.path, maxSpecBytes)?.toString('utf8') ?? null,
    ...outbox,
    protectedChanged: changes.value.map((change) => change.path).filter((path) => matchesAny(spec.protect, path)),
    present: literal.filter((path) =>
      names.some((name) => name === path || name.startsWith(`${path.replace(/\/+$/, '')}/`)),
    ),
  });
}
