import type { Failure } from '../../core/failure.ts';
import type { Change } from '../../core/plan/collected.ts';
import { ok, type Result } from '../../core/result.ts';
import type { Piece } from '../../core/staging/plan-pieces.ts';
import { commitTree } from '../../io/git/commit-tree.ts';
import { listChanges } from '../../io/git/diff-tree.ts';
import { replayOnto } from '../../io/git/merge.ts';
import type { Identity, Place } from '../../io/git/repo.ts';
import { resolveTree } from '../../io/git/rev-parse.ts';
import { addWorktree } from '../../io/git/worktree.ts';
import { listEntries, readTreeInto, setEntries, writeTree } from '../../io/git/write-tree.ts';
import { readWorktreeGitDir } from '../../io/workspace/git-dir-of.ts';
import { makeFolder } from '../../io/workspace/make-folder.ts';
import { removeFile } from '../../io/workspace/private-file.ts';
import { refusePublish } from '../forge/fork-site.ts';
import { removeCheckout } from '../work/remove-checkout.ts';
import type { Run } from '../work/run.ts';

/** One commit of the staged branch. */
export interface StagedStep {
  readonly commit: string;
  readonly parent: string;
  readonly message: string;
  readonly piece: Piece;
  readonly files: readonly Pick<Change, 'path' | 'status'>[];
}

export interface BranchInput {
  readonly pieces: readonly { readonly piece: Piece; readonly message: string }[];
  /** Whoever commits what was landed for a spec; a person's own commits stay his. */
  readonly person: Identity;
  /** Commit of the fork's main, and what people call that. */
  readonly onto: string;
  readonly main: string;
  readonly session: string;
}

/**
 * Makes the commits of a staged branch on top of the fork's main: of every piece only what stands outside of `.chant/`.
 * One that brings nothing there is left out. No ref, no checkout and no index of the user's changes; the same input gives
 * the same commits. Failure: publish-refused (conflict).
 */
export async function buildBranch(run: Run, input: BranchInput): Promise<Result<readonly StagedStep[], Failure>> {
  const path = makeFolder(`${input.session}/branch`);
  if (!path.ok) return path;
  const added = await addWorktree(run.repo, { path: path.value, commit: input.onto, branch: null });
  if (!added.ok) return added;
  const at: Place = { workTree: path.value, gitDir: readWorktreeGitDir(path.value) };
  const steps = await replayPieces(run, at, input);
  const removed = await removeCheckout(run, path.value, 'worktree');
  return removed.ok ? steps : removed;
}

async function replayPieces(run: Run, at: Place, input: BranchInput): Promise<Result<readonly StagedStep[], Failure>> {
  const { repo } = run;
  const { person } = input;
  const steps: StagedStep[] = [];
  let parent = input.onto;
  for (const { piece, message } of input.pieces) {
    const bare = await buildBareCommit(run, piece, person);
    if (!bare.ok) return bare;
    if (bare.value === null) continue;
    const replayed = await replayOnto(repo, at, { commits: [bare.value], identity: person });
    if (!replayed.ok) return replayed;
    if (replayed.value.kind === 'conflict') return refusePublish('conflict', [input.main, ...replayed.value.files]);
    const tree = await resolveTree(repo, replayed.value.commit);
    if (!tree.ok) return tree;
    const files = await listChanges(repo, parent, tree.value);
    if (!files.ok) return files;
    // The fork has it already.
    if (files.value.length === 0) continue;
    const identity = piece.spec === null ? piece.author : person;
    const made = { tree: tree.value, parents: [parent], message, identity, at: piece.at };
    const commit = await commitTree(repo, made);
    if (!commit.ok) return commit;
    const changed = files.value.map(({ path, status }) => ({ path, status }));
    steps.push({ commit: commit.value, parent, message, piece, files: changed });
    parent = commit.value;
  }
  return ok(steps);
}

/** A piece as a commit on what it was made on, without anything under `.chant/`; null: then nothing is left. */
async function buildBareCommit(run: Run, piece: Piece, person: Identity): Promise<Result<string | null, Failure>> {
  const { repo } = run;
  const changes = await listChanges(repo, piece.from, piece.to);
  if (!changes.ok) return changes;
  const paths = changes.value.map(({ path }) => path).filter((path) => !isOfChant(path));
  if (paths.length === 0) return ok(null);
  const index = `${run.dir}/index.staging`;
  removeFile(`${index}.lock`);
  const filled = await readTreeInto(repo, piece.from, index);
  if (!filled.ok) return filled;
  const entries = await listEntries(repo, piece.to, paths);
  if (!entries.ok) return entries;
  const set = await setEntries(repo, index, new Map(paths.map((path) => [path, entries.value.get(path) ?? null])));
  if (!set.ok) return set;
  const tree = await writeTree(repo, index);
  removeFile(index);
  if (!tree.ok) return tree;
  return commitTree(repo, { tree: tree.value, parents: [piece.from], message: 'staged\n', identity: person });
}

/** On some file systems `.Chant` is `.chant`. */
function isOfChant(path: string): boolean {
  const name = path.toLowerCase();
  return name === '.chant' || name.startsWith('.chant/');
}
