import type { Tips } from '../../core/plan/collected.ts';
import type { Failure } from '../../core/failure.ts';
import { ok, type Result } from '../../core/result.ts';
import { listChanges } from '../../io/git/diff-tree.ts';
import { readMakers } from '../../io/git/read-makers.ts';
import { isAncestor } from '../../io/git/merge-base.ts';
import { listCommits } from '../../io/git/rev-list.ts';
import { resolveCommit, resolveTree } from '../../io/git/rev-parse.ts';
import { readWorktreeHead } from '../../io/workspace/git-dir-of.ts';
import { formatAgentIdentity, type Ground, type Run } from './run.ts';

/** Reads what HEAD of the workspace and the run's branch name, whatever the agent did to either. */
export async function readTips(run: Run, ground: Ground): Promise<Result<Tips, Failure>> {
  // ref: refs/heads/chant/x, or a commit
  const head = readWorktreeHead(ground.gitDir).replace(/^ref:\s*/, '');
  const branch = await resolveCommit(run.repo, ground.branch);
  if (!branch.ok) return branch;
  if (head === ground.branch) return ok({ head: branch.value, branch: branch.value });
  const commit = head === '' ? ok(null) : await resolveCommit(run.repo, head);
  return commit.ok ? ok({ head: commit.value, branch: branch.value }) : commit;
}

export interface Parent {
  /** What the result is committed on: the agent's own commits where they can be kept, else where it started. */
  readonly commit: string;
  readonly parentTree: string;
  /** Commits that would be lost otherwise: label -> commit. */
  readonly others: ReadonlyMap<string, string>;
}

/**
 * The agent's own commits are kept, unless they cannot land as they are: made under another name than the agent's,
 * or holding what was only carried in (the user's uncommitted files, everything of `.chant/` in silent mode). Those
 * stay pinned, and the result is one commit on the start.
 */
export async function chooseParent(
  run: Run,
  asked: {
    readonly ground: Ground;
    readonly tips: Tips;
    readonly carried: readonly string[];
    /** Where the history stood when the agent had been ended: what came on top is a person's. null: the agent's own. */
    readonly left: Tips | null;
  },
): Promise<Result<Parent, Failure>> {
  const { ground, tips, carried, left } = asked;
  const candidates = new Map(
    [
      ['branch', tips.branch],
      ['head', tips.head],
    ].flatMap(([label, commit]) => (label && commit ? [[commit, label] as const] : [])),
  );
  candidates.delete(ground.start);
  let chosen = ground.start;
  for (const commit of [...candidates.keys()].toReversed()) {
    const fit = await canLand(run, { start: ground.start, commit, carried, left });
    if (!fit.ok) return fit;
    if (!fit.value) continue;
    chosen = commit;
    candidates.delete(commit);
    break;
  }
  const tree = await resolveTree(run.repo, chosen);
  if (!tree.ok) return tree;
  return ok({
    commit: chosen,
    parentTree: tree.value,
    others: new Map([...candidates].map(([commit, label]) => [label, commit])),
  });
}

async function canLand(
  run: Run,
  asked: {
    readonly start: string;
    readonly commit: string;
    readonly carried: readonly string[];
    readonly left: Tips | null;
  },
): Promise<Result<boolean, Failure>> {
  const { repo } = run;
  const { start, commit, carried, left } = asked;
  const above = await isAncestor(repo, start, commit);
  if (!above.ok || !above.value) return above;
  const makers = await readMakers(repo, start, commit);
  if (!makers.ok) return makers;
  const { email } = formatAgentIdentity(run.token);
  const own = left === null ? ok(null) : await listOwn(run, left, commit);
  if (!own.ok) return own;
  const byOthers = makers.value.filter((one) => one.author !== email || one.committer !== email);
  if (byOthers.some((one) => own.value?.has(one.commit) !== true)) return ok(false);
  for (const { commit: one } of makers.value) {
    const changes = await listChanges(repo, `${one}^`, one);
    if (!changes.ok) return changes;
    // Ticks are committed along by whoever says `git commit -a`; the spec itself lands anyway.
    const holds = ({ path }: { path: string }) =>
      run.project.config.silent ? path.startsWith('.chant/') : carried.includes(path) && path !== run.spec.path;
    if (changes.value.some(holds)) return ok(false);
  }
  return ok(true);
}

/** Commits that a person has made since the agent was ended: they may have any name. */
async function listOwn(run: Run, left: Tips, commit: string): Promise<Result<ReadonlySet<string>, Failure>> {
  const [one, other] = [...new Set([left.head, left.branch])].filter((tip) => tip !== null);
  const [beyond, also] = [await listBeyond(run, one, commit), await listBeyond(run, other, commit)];
  if (!beyond.ok) return beyond;
  if (!also.ok) return also;
  return ok(new Set(beyond.value.filter((made) => other === undefined || also.value.includes(made))));
}

async function listBeyond(
  run: Run,
  from: string | undefined,
  commit: string,
): Promise<Result<readonly string[], Failure>> {
  return from === undefined ? ok([]) : listCommits(run.repo, from, commit);
}
