import { type CiCheck, type CiState, judgeCi } from '../../core/forge/check-report.ts';
import type { ContributionRules } from '../../core/forge/contribution-rules.ts';
import type { Failure } from '../../core/failure.ts';
import { formatRepository } from '../../core/issue/repository-place.ts';
import type { Packet } from '../../core/packet/packet.ts';
import { ok, type Result } from '../../core/result.ts';
import { findIssueNumber } from '../../core/staging/choose-branch.ts';
import type { StagedCommit, StagedPull, Staging } from '../../core/staging/staging.ts';
import { buildUpstreamText } from '../../core/upstream/build-upstream-text.ts';
import { listChanges } from '../../io/git/diff-tree.ts';
import { fetchBranch } from '../../io/git/fetch-branch.ts';
import { loadStaging } from '../../io/store/staging.ts';
import { type ForkSite, openForkSite, refusePublish } from '../forge/fork-site.ts';
import { readUpstreamRules } from '../forge/read-upstream-rules.ts';
import { gatherPacket } from '../packet/gather-packet.ts';
import type { Trail } from '../trail/trail.ts';

/** What would be sent to the original project. */
export interface SendingPlan {
  readonly spec: string;
  readonly server: string;
  /** `owner/name` of the original project, and of the fork. */
  readonly upstream: string;
  readonly fork: string;
  readonly headOwner: string;
  readonly branch: string;
  /** Branch of the original project that it goes to. */
  readonly base: string;
  readonly commit: string;
  readonly title: string;
  readonly body: string;
  readonly ci: { readonly state: CiState; readonly checks: readonly CiCheck[]; readonly without: string | null };
  readonly rules: Pick<ContributionRules, 'agents' | 'signOff'>;
  /** Staging pull request. */
  readonly staged: string;
}

/** The plan, what it was read from, and the packet that a person reads first. */
export interface ReadyToSend {
  readonly plan: SendingPlan;
  readonly fork: ForkSite;
  readonly packet: Packet;
}

/** A staging that is whole: pushed, and with its pull request. */
interface Whole {
  readonly staging: Staging;
  readonly pushed: StagedCommit;
  readonly pull: StagedPull;
}

/**
 * Looks whether a fix may go upstream: it is staged as it is now, nobody has moved its branch, and CI of the fork is
 * green, or somebody says why it need not be. Nothing is sent. Failures: publish-refused (not-staged, staged-earlier,
 * branch-moved, ci-not-green), forge-trouble, git-failed.
 */
export async function planSending(
  trail: Trail,
  asked: { readonly id: string; readonly withoutCi: string | null },
): Promise<Result<ReadyToSend, Failure>> {
  const whole = findStaged(trail, asked.id);
  if (!whole.ok) return whole;
  const fork = await openForkSite(trail.site);
  if (!fork.ok) return fork;
  const { staging, pushed } = whole.value;
  const { place, upstream } = fork.value;
  const isSame = staging.fork === formatRepository(place) && staging.upstream === formatRepository(upstream.place);
  if (!isSame) return refusePublish('not-staged', [asked.id, formatRepository(place), staging.fork]);
  const packet = await gatherPacket(trail, asked.id);
  if (!packet.ok) return packet;
  const since = await listChanges(trail.site.repo, pushed.landed, packet.value.tip);
  if (!since.ok) return since;
  const changed = since.value.map(({ path }) => path).filter((path) => !path.startsWith('.chant/'));
  // What lands on a main branch stands among the work of others there: whose a later change is, nobody can tell.
  if (changed.length > 0 && packet.value.branch === staging.branch) {
    return refusePublish('staged-earlier', [asked.id, ...changed.slice(0, 10)]);
  }
  const ci = await readCi(fork.value, whole.value, asked.withoutCi);
  if (!ci.ok) return ci;
  const plan = await writePlan(trail, fork.value, { ...whole.value, packet: packet.value, ci: ci.value });
  return plan.ok ? ok({ plan: plan.value, fork: fork.value, packet: packet.value }) : plan;
}

function findStaged({ site }: Trail, id: string): Result<Whole, Failure> {
  const staging = loadStaging(site.project.store, id);
  if (staging === null) return refusePublish('not-staged', [id]);
  const { pushed, pullRequest: pull } = staging;
  if (pushed === null || pull === null) return refusePublish('not-staged', [id]);
  return ok({ staging, pushed, pull });
}

async function readCi(
  { forge, place }: ForkSite,
  { staging, pushed, pull }: Whole,
  without: string | null,
): Promise<Result<SendingPlan['ci'], Failure>> {
  const now = await forge.readPullRequest(place, pull.number);
  if (!now.ok) return now;
  const { commit } = now.value.head;
  if (commit !== pushed.commit) return refusePublish('branch-moved', [staging.branch, commit, pushed.commit]);
  const checks = await forge.readChecks(place, pushed.commit);
  if (!checks.ok) return checks;
  const state = judgeCi(checks.value);
  const open = checks.value.filter((check) => check.state === 'failed' || check.state === 'pending');
  if (state !== 'passed' && without === null) {
    return refusePublish('ci-not-green', [state, pull.url, ...open.map((check) => `${check.name}: ${check.state}`)]);
  }
  return ok({ state, checks: checks.value, without: state === 'passed' ? null : without });
}

async function writePlan(
  trail: Trail,
  { forge, place, upstream }: ForkSite,
  of: Whole & { readonly packet: Packet; readonly ci: SendingPlan['ci'] },
): Promise<Result<SendingPlan, Failure>> {
  const { staging, pushed, pull, packet, ci } = of;
  const { repo } = trail.site;
  const base = upstream.facts.defaultBranch;
  const tip = await fetchBranch(repo, upstream.remote.name, base);
  if (!tip.ok) return tip;
  if (tip.value === null) return refusePublish('no-branch', [upstream.remote.name, base]);
  const rules = await readUpstreamRules(repo, tip.value);
  if (!rules.ok) return rules;
  const agents = packet.costs
    .filter(({ id }) => packet.works.some((work) => work.id === id))
    .flatMap((one) => one.provider ?? []);
  const issue = findIssueNumber(trail.specs.get(staging.spec)?.labels ?? []);
  const text = buildUpstreamText({
    ...{ packet, issue, proofs: staging.proofs, rules: rules.value },
    title: pull.title,
    agents: [...new Set(agents)],
  });
  return ok({
    ...{ spec: staging.spec, server: forge.server, branch: staging.branch, base, commit: pushed.commit, ci },
    ...{ upstream: formatRepository(upstream.place), fork: formatRepository(place), headOwner: place.owner },
    ...text,
    rules: { agents: rules.value.agents, signOff: rules.value.signOff },
    staged: pull.url,
  });
}
