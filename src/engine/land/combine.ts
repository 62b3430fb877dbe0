import { formatCommitMessage } from '../../core/plan/commit-message.ts';
import { planLanding } from '../../core/plan/plan-landing.ts';
import type { Failure } from '../../core/failure.ts';
import { ok, type Result } from '../../core/result.ts';
import { commitTree } from '../../io/git/commit-tree.ts';
import { listChanges } from '../../io/git/diff-tree.ts';
import { type MergeResult, mergeInto, replayOnto } from '../../io/git/merge.ts';
import { isAncestor } from '../../io/git/merge-base.ts';
import { readIdentity } from '../../io/git/read-identity.ts';
import type { Identity, Place } from '../../io/git/repo.ts';
import { listCommits } from '../../io/git/rev-list.ts';
import { resolveCommit, resolveTree } from '../../io/git/rev-parse.ts';
import { addWorktree } from '../../io/git/worktree.ts';
import { readWorktreeGitDir } from '../../io/workspace/git-dir-of.ts';
import { makeFolder } from '../../io/workspace/make-folder.ts';
import { matchesAny } from '../../core/scope/matches-any.ts';
import { protectCommit } from '../work/protect-commit.ts';
import { removeCheckout } from '../work/remove-checkout.ts';
import type { Run } from '../work/run.ts';
import { runChecks } from '../work/run-checks.ts';
import { type LandInput, type Stopped, stopped } from './landing.ts';

/** Result and target brought together, tested as they will land, but for the spec's outcome. */
export interface Combined {
  readonly kind: 'combined';
  readonly tree: string;
  readonly parents: readonly string[];
  /** Tip that it lands on; null: the target is made by this landing. */
  readonly from: string | null;
  readonly evidence: LandInput['evidence'];
}

/** Merges onto the tip as it is now, in a checkout of its own; where that made a new tree, runs the checks on it. */
export async function combine(
  run: Run,
  input: LandInput & { readonly tip: string | null },
): Promise<Result<Combined | Stopped, Failure>> {
  const { repo, project } = run;
  const { tip, collected, ground } = input;
  const { mode } = project.config.landing;
  const { work } = collected;
  const contained = tip === null ? ok(false) : await isAncestor(repo, work, tip);
  if (!contained.ok) return contained;
  const same = tip === null ? ok([]) : await listChanges(repo, ground.base, tip);
  if (!same.ok) return same;
  const above = tip === null ? ok(true) : await isAncestor(repo, ground.base, tip);
  if (!above.ok) return above;
  const plan = planLanding({
    baseContained: above.value,
    mode,
    base: ground.base,
    work,
    tip,
    contained: contained.value,
    // Commits that are to stand on the tip are replayed there, also where no file of it has changed.
    sameTree: mode !== 'rebase' && same.value.length === 0,
  });
  const branchTip = mode === 'branch' ? await resolveCommit(repo, ground.branch) : ok(tip);
  if (!branchTip.ok) return branchTip;
  const parts = { from: branchTip.value, evidence: input.evidence };
  if (plan.kind === 'rewritten') {
    const detail = `${ground.target.replace('refs/heads/', '')} was rewritten and does not hold the commit that the work started from`;
    return ok(stopped('landing-failed', [detail]));
  }
  if (plan.kind === 'nothing') {
    const tree = await resolveTree(repo, tip ?? work);
    return tree.ok ? ok({ kind: 'combined', tree: tree.value, parents: [tip ?? work], ...parts }) : tree;
  }
  if (plan.kind === 'direct') {
    const tree = await resolveTree(repo, work);
    if (!tree.ok) return tree;
    const parents = await listParents(run, { work, onto: plan.onto, replayed: null });
    return parents.ok ? ok({ kind: 'combined', tree: tree.value, parents: parents.value, ...parts }) : parents;
  }
  return mergeAndTest(run, input, plan.onto);
}

/** Parents of the landing commit, by `landing.mode`. */
async function listParents(
  run: Run,
  asked: { readonly work: string; readonly onto: string; readonly replayed: string | null },
): Promise<Result<readonly string[], Failure>> {
  const { work, onto, replayed } = asked;
  switch (run.project.config.landing.mode) {
    case 'merge':
      return ok(work === onto ? [onto] : [onto, work]);
    case 'squash':
      return ok([onto]);
    case 'branch':
      return ok([work]);
    case 'rebase': {
      // The outcome is written into the last of the commits: it is made anew on its parent.
      const last = replayed ?? work;
      const commits = await listCommits(run.repo, onto, last);
      return commits.ok ? ok([commits.value.at(-2) ?? onto]) : commits;
    }
  }
}

async function mergeAndTest(
  run: Run,
  input: LandInput & { readonly tip: string | null },
  onto: string,
): Promise<Result<Combined | Stopped, Failure>> {
  const { repo } = run;
  const identity = await readIdentity(repo);
  if (!identity.ok) return identity;
  const merged = await mergeApart(run, {
    ground: input.ground,
    work: input.collected.work,
    onto,
    identity: identity.value,
  });
  if (!merged.ok) return merged;
  if (merged.value.kind === 'conflict') return ok(stopped('merge-conflict', merged.value.files));
  const { tree, replayed } = merged.value;
  const parents = await listParents(run, { work: input.collected.work, onto, replayed });
  if (!parents.ok) return parents;
  const message = formatCommitMessage(run.spec, run.attempt, input.agent);
  const draft = await commitTree(repo, { tree, parents: parents.value, message, identity: identity.value });
  if (!draft.ok) return draft;
  const changes = await listChanges(repo, onto, draft.value);
  if (!changes.ok) return changes;
  const paths = changes.value.map((change) => change.path).filter((path) => matchesAny(run.spec.protect, path));
  const tested = await protectCommit(run, { commit: draft.value, from: onto, paths });
  if (!tested.ok) return tested;
  const { session } = input.ground;
  const seen = await runChecks(run, {
    checks: input.checks,
    side: 'merged',
    commit: tested.value,
    shownAs: draft.value,
    session,
  });
  if (!seen.ok) return seen;
  const broken = seen.value.filter((one) => !one.held);
  if (broken.length > 0) {
    const detail = broken.flatMap((one) => [
      `${one.check} on the merged tree (${one.run})`,
      ...one.tail.split('\n').slice(-12),
    ]);
    return ok(stopped('check-failed', detail, seen.value));
  }
  return ok({
    kind: 'combined',
    tree,
    parents: parents.value,
    from: input.tip,
    evidence: [...input.evidence, ...seen.value],
  });
}

interface Apart {
  readonly ground: LandInput['ground'];
  readonly work: string;
  readonly onto: string;
  readonly identity: Identity;
}

type Merged =
  | { readonly kind: 'merged'; readonly tree: string; readonly replayed: string | null }
  | Extract<MergeResult, { kind: 'conflict' }>;

/** In a detached checkout: nobody's branch, nobody's files. */
async function mergeApart(run: Run, asked: Apart): Promise<Result<Merged, Failure>> {
  const { repo } = run;
  const path = makeFolder(`${asked.ground.session}/landing`);
  if (!path.ok) return path;
  const added = await addWorktree(repo, { path: path.value, commit: asked.onto, branch: null });
  if (!added.ok) return added;
  const at: Place = { workTree: path.value, gitDir: readWorktreeGitDir(path.value) };
  const merged =
    run.project.config.landing.mode === 'rebase'
      ? await replay(run, at, asked)
      : await mergeInto(repo, at, { commit: asked.work, identity: asked.identity });
  const removed = await removeCheckout(run, path.value, 'worktree');
  if (!merged.ok || !removed.ok)
    return merged.ok ? (removed.ok ? ok({ kind: 'conflict', files: [] }) : removed) : merged;
  return ok(merged.value.kind === 'merged' ? { replayed: null, ...merged.value } : merged.value);
}

async function replay(run: Run, at: Place, asked: Apart): Promise<Result<Merged, Failure>> {
  const commits = await listCommits(run.repo, asked.ground.base, asked.work);
  if (!commits.ok) return commits;
  const replayed = await replayOnto(run.repo, at, { commits: commits.value, identity: asked.identity });
  if (!replayed.ok) return replayed;
  if (replayed.value.kind === 'conflict') return ok(replayed.value);
  const tree = await resolveTree(run.repo, replayed.value.commit);
  return tree.ok ? ok({ kind: 'merged', tree: tree.value, replayed: replayed.value.commit }) : tree;
}
