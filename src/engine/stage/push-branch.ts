import type { Failure } from '../../core/failure.ts';
import { formatBranchName } from '../../core/plan/workspace-name.ts';
import { ok, type Result } from '../../core/result.ts';
import type { StagedCommit, Staging } from '../../core/staging/staging.ts';
import { fetchBranch } from '../../io/git/fetch-branch.ts';
import { pushCommit } from '../../io/git/push-commit.ts';
import { moveRef } from '../../io/git/update-ref.ts';
import { saveStaging } from '../../io/store/staging.ts';
import { type ForkSite, refusePublish } from '../forge/fork-site.ts';
import type { Site } from '../work/check-ready.ts';

/** Where the branch stands on the fork, and whether chant may put a commit there. */
export interface PushPlan {
  /** Commit that it is at; null: it is not there. */
  readonly from: string | null;
  readonly to: string;
  /** Nothing has to be pushed. */
  readonly isThere: boolean;
}

/**
 * Looks at the branch on the fork. It may be moved where it is not there, or is what chant left, or was about to leave.
 * Failure: publish-refused (branch-moved).
 */
export async function planPush(
  site: Site,
  fork: ForkSite,
  asked: { readonly branch: string; readonly commit: string; readonly known: Staging | null },
): Promise<Result<PushPlan, Failure>> {
  const { branch, commit, known } = asked;
  const from = await fetchBranch(site.repo, fork.remote.name, branch);
  if (!from.ok) return from;
  const own = known?.branch === branch ? [known.pushed?.commit, known.pushing?.commit] : [];
  const isOwn = from.value === null || from.value === commit || own.includes(from.value);
  if (!isOwn) return refusePublish('branch-moved', [branch, from.value ?? '', known?.pushed?.commit ?? '']);
  return ok({ from: from.value, to: commit, isThere: from.value === commit });
}

/**
 * Pushes by an exact lease, between two lines in the record: one that is killed in between is recognised by the next.
 * Gives the record as it is now. Failures: publish-refused (branch-moved), git-failed, file-trouble.
 */
export async function pushBranch(
  site: Site,
  plan: PushPlan,
  asked: { readonly url: string; readonly staging: Staging; readonly staged: StagedCommit },
): Promise<Result<Staging, Failure>> {
  const { repo, project } = site;
  const { staging, staged, url } = asked;
  const ref = `refs/chant/staging/${formatBranchName('', staging.spec)}`;
  const pinned = await moveRef(repo, { ref, to: staged.commit, why: `chant: staged ${staging.spec}` });
  if (!pinned.ok) return pinned;
  const announced = saveStaging(project.store, { ...staging, pushing: staged });
  if (!announced.ok) return announced;
  if (!plan.isThere) {
    const { branch } = staging;
    const pushed = await pushCommit(repo, { url, commit: staged.commit, branch, expected: plan.from });
    if (!pushed.ok) return pushed;
    if (pushed.value.kind === 'moved') {
      return refusePublish('branch-moved', [
        branch,
        `not what it was a moment ago (${pushed.value.says})`,
        plan.from ?? '',
      ]);
    }
  }
  const done: Staging = { ...staging, pushing: null, pushed: staged };
  const saved = saveStaging(project.store, done);
  return saved.ok ? ok(done) : saved;
}
