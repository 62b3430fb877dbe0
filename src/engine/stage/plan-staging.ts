import type { ContributionRules } from '../../core/forge/contribution-rules.ts';
import { formatRepository } from '../../core/issue/repository-place.ts';
import type { Proof } from '../../core/plan/proof.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { buildMessage } from '../../core/staging/build-message.ts';
import { buildPullText } from '../../core/staging/build-pull-text.ts';
import { findIssueNumber } from '../../core/staging/choose-branch.ts';
import { findRuledOut } from '../../core/staging/find-ruled-out.ts';
import type { ForgeTrouble, Failure } from '../../core/failure.ts';
import { fetchBranch } from '../../io/git/fetch-branch.ts';
import { isAncestor } from '../../io/git/merge-base.ts';
import type { Identity } from '../../io/git/repo.ts';
import { readCheckoutState } from '../../io/git/status.ts';
import { type ForkSite, refusePublish } from '../forge/fork-site.ts';
import { readUpstreamRules } from '../forge/read-upstream-rules.ts';
import { readResearch } from '../investigate/find-scope-source.ts';
import type { Site } from '../work/check-ready.ts';
import type { BranchInput, StagedStep } from './build-branch.ts';
import type { Fix } from './gather-fix.ts';

/** What a staging stands on, as it is on the forge now. */
export interface Footing {
  /** Tips of the main branches of the fork and of upstream. */
  readonly onto: string;
  readonly upstreamTip: string;
  readonly rules: ContributionRules;
  /** Lines for whoever stages. */
  readonly notes: readonly string[];
}

/** Fetches both main branches and reads what upstream asks. Failures: publish-refused (no-branch, agents-forbidden), git-failed. */
export async function findFooting(
  site: Site,
  fork: ForkSite,
  asked: { readonly despiteRules: boolean },
): Promise<Result<Footing, Failure>> {
  const { repo } = site;
  const { remote, facts, upstream } = fork;
  const theirs = await fetchBranch(repo, upstream.remote.name, upstream.facts.defaultBranch);
  if (!theirs.ok) return theirs;
  if (theirs.value === null) return refusePublish('no-branch', [upstream.remote.name, upstream.facts.defaultBranch]);
  const own = await fetchBranch(repo, remote.name, facts.defaultBranch);
  if (!own.ok) return own;
  if (own.value === null) return refusePublish('no-branch', [remote.name, facts.defaultBranch]);
  const rules = await readUpstreamRules(repo, theirs.value);
  if (!rules.ok) return rules;
  const quotes = rules.value.agentQuotes.map(({ path, line, text }) => `${path}:${line}: ${text}`);
  if (rules.value.agents === 'forbids' && !asked.despiteRules) {
    return refusePublish('agents-forbidden', [formatRepository(upstream.place), ...quotes]);
  }
  const apart = await compareMains(site, { own: own.value, theirs: theirs.value });
  if (!apart.ok) return apart;
  const notes = [
    ...(rules.value.agents === 'forbids'
      ? [`against the rules of ${formatRepository(upstream.place)}, as you asked`]
      : []),
    ...apart.value,
  ];
  return ok({ onto: own.value, upstreamTip: theirs.value, rules: rules.value, notes });
}

async function compareMains(
  { repo }: Site,
  { own, theirs }: { readonly own: string; readonly theirs: string },
): Promise<Result<readonly string[], Failure>> {
  const isUpToDate = await isAncestor(repo, theirs, own);
  if (!isUpToDate.ok) return isUpToDate;
  const isClean = await isAncestor(repo, own, theirs);
  if (!isClean.ok) return isClean;
  return ok([
    ...(isUpToDate.value ? [] : ['the main branch of the fork is behind upstream: chant fork sync, then stage again']),
    ...(isClean.value || own === theirs
      ? []
      : ['the main branch of the fork has commits that upstream does not have: they would go upstream with the fix']),
  ]);
}

/** Fails where nobody could open a pull request: better known before anything is pushed. */
export function refuseStranger({ forge, place }: ForkSite): Result<void, ForgeTrouble> {
  if (forge.tokenFrom !== null) return ok(undefined);
  const action = `open a pull request in ${formatRepository(place)}`;
  const reason = { reason: 'unauthorized', detail: 'no token', retryAt: null, withToken: false } as const;
  return err({ kind: 'forge-trouble', server: forge.server, action, ...reason });
}

/** Refuses where files of the fix have changes in the user's checkout of its branch. Failure: publish-refused (dirty). */
export async function refuseDirty(
  { repo }: Site,
  { target }: Pick<Fix, 'target'>,
  steps: readonly StagedStep[],
): Promise<Result<void, Failure>> {
  const state = await readCheckoutState(repo);
  if (!state.ok) return state;
  if (state.value.head !== `ref: ${target}`) return ok(undefined);
  const staged = new Set(steps.flatMap(({ files }) => files.map(({ path }) => path)));
  const dirty = Object.keys(state.value.dirty).filter((path) => staged.has(path));
  return dirty.length === 0 ? ok(undefined) : refusePublish('dirty', dirty);
}

/** The messages of the commits to be. */
export function writeMessages(
  fix: Fix,
  about: { readonly rules: ContributionRules; readonly person: Identity; readonly trailers: boolean },
): BranchInput['pieces'] {
  const seen = new Set<string>();
  return fix.history.pieces.map((piece) => {
    const spec = piece.spec === null ? null : (fix.chain.get(piece.spec) ?? null);
    const again = piece.spec !== null && seen.has(piece.spec);
    if (piece.spec !== null) seen.add(piece.spec);
    return { piece, message: buildMessage({ ...about, piece, spec, again }) };
  });
}

/** Title and body of the pull request. */
export async function writePullText(
  site: Site,
  fix: Fix,
  about: {
    readonly fork: ForkSite;
    readonly steps: readonly StagedStep[];
    readonly proofs: readonly Proof[];
    readonly rules: ContributionRules;
  },
): Promise<Result<{ readonly title: string; readonly body: string }, Failure>> {
  const { spec, text } = fix.document;
  const number = findIssueNumber(spec.labels);
  const documents: string[] = [];
  for (const path of spec.informedBy.filter((one) => one.startsWith('.chant/research/'))) {
    const source = await readResearch(site, spec, path);
    if (!source.ok) return source;
    if (source.value !== null) documents.push(source.value.text);
  }
  const agents = about.steps.flatMap(({ piece }) => piece.assistedBy ?? []);
  return ok(
    buildPullText({
      ...{ spec, specText: text, proofs: about.proofs, rules: about.rules, agents: [...new Set(agents)] },
      issue: number === null ? null : { number, repository: formatRepository(about.fork.upstream.place) },
      commits: about.steps.map(({ message, files }) => ({ subject: message.split('\n')[0] ?? '', files })),
      ruledOut: documents.flatMap(findRuledOut),
    }),
  );
}
