import type { ContributionRules } from '../../core/forge/contribution-rules.ts';
import type { Failure } from '../../core/failure.ts';
import { formatRepository } from '../../core/issue/repository-place.ts';
import type { Proof } from '../../core/plan/proof.ts';
import { ok, type Result } from '../../core/result.ts';
import { chooseStagingBranch } from '../../core/staging/choose-branch.ts';
import type { StagedCi, StagedCommit, StagedPull, Staging } from '../../core/staging/staging.ts';
import { readIdentity } from '../../io/git/read-identity.ts';
import { loadStaging, locateStaging, saveStaging } from '../../io/store/staging.ts';
import { chooseConfinement } from '../choose-confinement.ts';
import { choosePushUrl } from '../forge/choose-push-url.ts';
import { type ForkSite, openForkSite, refusePublish } from '../forge/fork-site.ts';
import { findId, openSite } from '../open-site.ts';
import type { Operation } from '../operation.ts';
import { buildBranch, type StagedStep } from '../stage/build-branch.ts';
import { followCi } from '../stage/follow-ci.ts';
import { type Fix, gatherFix } from '../stage/gather-fix.ts';
import { openPull, type PullDone } from '../stage/open-pull.ts';
import {
  type Footing,
  findFooting,
  refuseDirty,
  refuseStranger,
  writeMessages,
  writePullText,
} from '../stage/plan-staging.ts';
import { proveBranch } from '../stage/prove-branch.ts';
import { planPush, pushBranch, type PushPlan } from '../stage/push-branch.ts';
import { withRunApart } from '../trail/run-apart.ts';
import type { Site } from '../work/check-ready.ts';
import { withSpecLease } from '../work/spec-lease.ts';

export interface StageSpecInput {
  /** Short or full id. */
  readonly id: string;
  /** Only say what would be pushed and posted; checks run all the same, because their outcome is part of it. */
  readonly dryRun: boolean;
  /** Keep chant's trailers in the commits. */
  readonly trailers: boolean;
  /** Go on although the upstream project does not want contributions that agents helped with. */
  readonly despiteRules: boolean;
  /** Follow CI of the pull request, asking so often; null: do not. */
  readonly watchEveryMs: number | null;
}

export interface StageReport {
  readonly spec: string;
  readonly dryRun: boolean;
  readonly server: string;
  /** `owner/name` */
  readonly fork: string;
  readonly upstream: string;
  readonly branch: string;
  readonly base: string;
  /** Commit of `base` that it stands on. */
  readonly onto: string;
  readonly commits: readonly Pick<StagedStep, 'commit' | 'message' | 'files'>[];
  readonly push: PushPlan;
  readonly pullRequest: Omit<StagedPull, 'number' | 'url'> & {
    readonly state: PullDone['state'] | 'planned';
    readonly number: number | null;
    readonly url: string | null;
  };
  readonly proofs: readonly Proof[];
  readonly rules: Pick<ContributionRules, 'agents' | 'signOff' | 'conventionalCommits'>;
  readonly notes: readonly string[];
  /** How CI of the fork ended; null: it was not followed. */
  readonly ci: StagedCi | null;
}

/** A forge that has CI says something within this time. */
const ciSilenceMs = 5 * 60_000;

/**
 * Puts a landed fix on a branch of the fork, proved there, and opens its staging pull request inside of the fork; again: brings
 * both up to date. Upstream is only read. Killed anywhere, the same command goes on.
 *
 * Failures: publish-refused, forge-trouble, git-failed, locked, spec-not-found, spec-ambiguous, file-trouble, run-ended
 * (set-up of a check failed), interrupted, sandbox-unavailable.
 */
export const stageSpec: Operation<StageSpecInput, StageReport> = async (context, input) => {
  const opened = await openSite(context);
  if (!opened.ok) return opened;
  const site = await chooseConfinement(opened.value);
  if (!site.ok) return site;
  const id = await findId(site.value, input.id);
  if (!id.ok) return id;
  const fork = await openForkSite(site.value);
  if (!fork.ok) return fork;
  const url = choosePushUrl(fork.value);
  if (!url.ok) return url;
  const known = input.dryRun ? ok(undefined) : refuseStranger(fork.value);
  if (!known.ok) return known;
  const staged = await withSpecLease(site.value, id.value, () =>
    stage(site.value, { ...input, id: id.value, fork: fork.value, url: url.value }),
  );
  if (!staged.ok || input.dryRun || input.watchEveryMs === null) return staged;
  const { to: commit } = staged.value.push;
  const about = { spec: id.value, commit, everyMs: input.watchEveryMs, silenceMs: ciSilenceMs };
  const ci = await followCi(site.value, fork.value, about);
  return ci.ok ? ok({ ...staged.value, ci: ci.value }) : ci;
};

interface Asked extends StageSpecInput {
  readonly fork: ForkSite;
  /** Where to push. */
  readonly url: string;
}

async function stage(site: Site, asked: Asked): Promise<Result<StageReport, Failure>> {
  const { fork } = asked;
  const known = loadStaging(site.project.store, asked.id);
  const footing = await findFooting(site, fork, asked);
  if (!footing.ok) return footing;
  const fix = await gatherFix(site, asked.id, [footing.value.onto, footing.value.upstreamTip]);
  if (!fix.ok) return fix;
  const { spec } = fix.value.document;
  const taken = [fork.facts.defaultBranch, fork.upstream.facts.defaultBranch, 'main', 'master'];
  const branch = chooseStagingBranch(spec, taken);
  const ground: Ground = { asked, known, fix: fix.value, footing: footing.value, branch };
  const made = await makeBranch(site, ground);
  if (!made.ok) return made;
  const { steps, proofs } = made.value;
  const text = await writePullText(site, fix.value, { fork, steps, proofs, rules: footing.value.rules });
  if (!text.ok) return text;
  const report = buildReport(ground, made.value);
  const planned = { ...text.value, draft: site.project.config.fork.draft, number: null, url: null };
  if (asked.dryRun) return ok({ ...report, pullRequest: { ...planned, state: 'planned' } });
  const done = await publish(site, ground, { ...made.value, text: text.value });
  if (!done.ok) return done;
  return ok({ ...report, pullRequest: { ...planned, ...done.value.pull, state: done.value.state } });
}

interface Ground {
  readonly asked: Asked;
  readonly known: Staging | null;
  readonly fix: Fix;
  readonly footing: Footing;
  readonly branch: string;
}

interface Made {
  readonly steps: readonly StagedStep[];
  readonly proofs: readonly Proof[];
  readonly plan: PushPlan;
}

/** Makes the commits and proves them. Nothing has left the machine afterwards, and no ref has moved. */
async function makeBranch(site: Site, ground: Ground): Promise<Result<Made, Failure>> {
  const { asked, fix, footing, known, branch } = ground;
  const { facts } = asked.fork;
  const person = await readIdentity(site.repo);
  if (!person.ok) return person;
  const about = {
    rules: footing.rules,
    person: person.value,
    trailers: asked.trailers || site.project.config.fork.trailers,
  };
  const pieces = writeMessages(fix, about);
  const members = [...fix.chain.values()].filter(({ id }) => id.startsWith(`${asked.id}.`));
  const { document, attempt } = fix;
  const apart = { document, attempt, dir: locateStaging(site.project.store, asked.id) };
  return withRunApart(site, apart, async (run, session) => {
    const onto = { onto: footing.onto, main: facts.defaultBranch };
    const steps = await buildBranch(run, { pieces, person: person.value, ...onto, session });
    if (!steps.ok) return steps;
    const tip = steps.value.at(-1);
    if (tip === undefined) return refusePublish('nothing-to-stage', [asked.id, facts.defaultBranch]);
    const clean = await refuseDirty(site, fix, steps.value);
    if (!clean.ok) return clean;
    const plan = await planPush(site, asked.fork, { branch, commit: tip.commit, known });
    if (!plan.ok) return plan;
    const proofs = await proveBranch(run, { steps: steps.value, session, members });
    return proofs.ok ? ok({ steps: steps.value, proofs: proofs.value, plan: plan.value }) : proofs;
  });
}

/** The record as it is before anything new is known. */
function openRecord({ asked, known, branch }: Ground): Staging {
  const { place, facts, upstream, forge } = asked.fork;
  const where = { server: forge.server, fork: formatRepository(place), upstream: formatRepository(upstream.place) };
  const isSame = known?.fork === where.fork && known.branch === branch;
  const before = isSame ? known : { pushing: null, pushed: null, proofs: [], pullRequest: null, ci: null };
  const rounds = known?.rounds ?? [];
  return { ...before, rounds, ...where, version: 1, spec: asked.id, branch, base: facts.defaultBranch };
}

async function publish(
  site: Site,
  ground: Ground,
  made: Made & { readonly text: { readonly title: string; readonly body: string } },
): Promise<Result<PullDone, Failure>> {
  const { asked, fix, footing, branch, known } = ground;
  const at = new Date(site.context.clock.now()).toISOString();
  const staged: StagedCommit = { commit: made.plan.to, onto: footing.onto, landed: fix.tip, at };
  const isNew = known?.pushed?.commit !== staged.commit;
  const staging = { ...openRecord(ground), proofs: made.proofs, ...(isNew ? { ci: null } : {}) };
  const pushed = await pushBranch(site, made.plan, { url: asked.url, staging, staged });
  if (!pushed.ok) return pushed;
  const { draft } = site.project.config.fork;
  const pull = await openPull(asked.fork, { ...made.text, branch, draft, known: pushed.value.pullRequest });
  if (!pull.ok) return pull;
  const saved = saveStaging(site.project.store, { ...pushed.value, pullRequest: pull.value.pull });
  return saved.ok ? pull : saved;
}

function buildReport({ asked, fix, footing, branch }: Ground, made: Made): Omit<StageReport, 'pullRequest'> {
  const { forge, place, upstream, facts } = asked.fork;
  const { agents, signOff, conventionalCommits } = footing.rules;
  const left = fix.history.leftOut.map(
    ({ hash }) => `left out: the merge ${hash.slice(0, 12)}, which was made by hand`,
  );
  return {
    ...{ spec: asked.id, dryRun: asked.dryRun, server: forge.server, branch, base: facts.defaultBranch },
    ...{ fork: formatRepository(place), upstream: formatRepository(upstream.place), onto: footing.onto },
    commits: made.steps.map(({ commit, message, files }) => ({ commit, message, files })),
    ...{ push: made.plan, proofs: made.proofs, rules: { agents, signOff, conventionalCommits } },
    notes: [...footing.notes, ...left],
    ci: null,
  };
}
