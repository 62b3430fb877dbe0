import { type CiState, judgeCi } from '../../core/forge/check-report.ts';
import type { PullRequest } from '../../core/forge/pull-request.ts';
import type { Failure } from '../../core/failure.ts';
import { formatRepository } from '../../core/issue/repository-place.ts';
import { ok, type Result } from '../../core/result.ts';
import { findIssueNumber } from '../../core/staging/choose-branch.ts';
import type { Sending } from '../../core/upstream/sending.ts';
import { loadSpecs } from '../../io/store/load-specs.ts';
import { loadSending, loadSendings } from '../../io/store/sending.ts';
import { type ForkSite, openForkSite, refusePublish } from '../forge/fork-site.ts';
import { findId, openSite } from '../open-site.ts';
import type { Operation } from '../operation.ts';

export interface ShowUpstreamInput {
  /** null: all that was sent. */
  readonly id: string | null;
}

/** What became of a pull request to the original project. */
export interface UpstreamStatus {
  readonly sending: Sending;
  /** null: it was about to be opened, and nobody knows whether it was. */
  readonly pull: Pick<PullRequest, 'number' | 'url' | 'title' | 'state'> | null;
  readonly ci: CiState | null;
  /** Reviews and comments that people left. */
  readonly notes: number;
  /** Number of the issue whose specs can be put away now; null: it is not merged, or of no issue. */
  readonly archive: number | null;
}

/**
 * Asks the forge what became of what was sent upstream. Failures: publish-refused (not-sent), spec-not-found,
 * forge-trouble, git-failed.
 */
export const showUpstream: Operation<ShowUpstreamInput, readonly UpstreamStatus[]> = async (context, { id }) => {
  const site = await openSite(context);
  if (!site.ok) return site;
  const wanted = id === null ? ok(null) : await findId(site.value, id);
  if (!wanted.ok) return wanted;
  const { store } = site.value.project;
  const one = wanted.value === null ? null : loadSending(store, wanted.value);
  const sendings = wanted.value === null ? loadSendings(store) : one === null ? [] : [one];
  if (sendings.length === 0) return wanted.value === null ? ok([]) : refusePublish('not-sent', [wanted.value]);
  const fork = await openForkSite(site.value);
  if (!fork.ok) return fork;
  const labels = new Map(loadSpecs(store, { archived: true }).map((spec) => [spec.id, spec] as const));
  const statuses: UpstreamStatus[] = [];
  for (const sending of sendings) {
    const spec = labels.get(sending.spec);
    const status = await follow(fork.value, sending, spec === undefined || spec.archived ? [] : spec.labels);
    if (!status.ok) return status;
    statuses.push(status.value);
  }
  return ok(statuses);
};

async function follow(
  { forge, upstream, place }: ForkSite,
  sending: Sending,
  labels: readonly string[],
): Promise<Result<UpstreamStatus, Failure>> {
  const nothing = { sending, pull: null, ci: null, notes: 0, archive: null };
  if (sending.upstream !== formatRepository(upstream.place)) return ok(nothing);
  const { branch, base, pullRequest } = sending;
  const pull =
    pullRequest === null
      ? await forge.findPullRequest(upstream.place, { head: branch, headOwner: place.owner, base })
      : await forge.readPullRequest(upstream.place, pullRequest.number);
  if (!pull.ok) return pull;
  if (pull.value === null) return ok(nothing);
  const checks = await forge.readChecks(upstream.place, pull.value.head.commit);
  if (!checks.ok) return checks;
  const notes = await forge.readReviews(upstream.place, pull.value.number);
  if (!notes.ok) return notes;
  const { number, url, title, state } = pull.value;
  return ok({
    sending,
    pull: { number, url, title, state },
    ci: judgeCi(checks.value),
    notes: notes.value.length,
    archive: state === 'merged' ? findIssueNumber(labels) : null,
  });
}
