import type { ContributionRules } from '../../core/forge/contribution-rules.ts';
import { formatRules, rulesPath } from '../../core/forge/format-rules.ts';
import { planFork } from '../../core/forge/plan-fork.ts';
import { parseRemote } from '../../core/forge/parse-remote.ts';
import type { RepositoryFacts } from '../../core/forge/repository-facts.ts';
import type { Failure } from '../../core/failure.ts';
import { formatRepository, isSameRepository, type RepositoryPlace } from '../../core/issue/repository-place.ts';
import { ok, type Result } from '../../core/result.ts';
import { addRemote, renameRemote } from '../../io/git/change-remotes.ts';
import { fetchBranch } from '../../io/git/fetch-branch.ts';
import { hideUserInfo } from '../../io/git/hide-secrets.ts';
import { writeProjectFile } from '../../io/project/project-files.ts';
import { type ForkRemote, openForkRemote, refusePublish } from '../forge/fork-site.ts';
import { readUpstreamRules } from '../forge/read-upstream-rules.ts';
import { openSite } from '../open-site.ts';
import type { Operation } from '../operation.ts';
import type { Site } from '../work/check-ready.ts';

export interface SetUpForkInput {
  /** Make a fork on the forge where there is none, and set the remotes up for it. */
  readonly create: boolean;
}

/** Something that was changed, or null where all was well before. */
export type ForkChange =
  | { readonly kind: 'created-fork'; readonly repository: string }
  | { readonly kind: 'renamed-remote'; readonly from: string; readonly to: string }
  | { readonly kind: 'added-remote'; readonly name: string; readonly repository: string };

export interface ForkReport {
  readonly server: string;
  /** `gh auth token`; null: asked without a token. */
  readonly tokenFrom: string | null;
  readonly fork: ForkSide;
  readonly upstream: ForkSide;
  readonly changes: readonly ForkChange[];
  readonly rules: ContributionRules;
  /** The document about them. */
  readonly rulesFile: string;
}

export interface ForkSide {
  readonly remote: string;
  /** `owner/name` */
  readonly repository: string;
  readonly defaultBranch: string;
  readonly canPush: boolean | null;
}

/**
 * Finds the fork and its upstream, sets up the remote that is missing, and reads what the upstream project asks of
 * contributions. Failures: publish-refused, forge-trouble, git-failed, file-trouble.
 */
export const setUpFork: Operation<SetUpForkInput, ForkReport> = async (context, input) => {
  const site = await openSite(context);
  if (!site.ok) return site;
  const found = await openOwnRemote(site.value, input);
  if (!found.ok) return found;
  const changes: ForkChange[] = [];
  const ready = await settleRemotes(site.value, found.value, { create: input.create, changes });
  if (!ready.ok) return ready;
  const { forge } = found.value;
  const upstream = await forge.readRepository(ready.value.upstream);
  if (!upstream.ok) return upstream;
  const names = site.value.project.config.fork;
  const { defaultBranch } = upstream.value;
  const commit = await fetchBranch(site.value.repo, names.upstream, defaultBranch);
  if (!commit.ok) return commit;
  if (commit.value === null) return refusePublish('no-branch', [names.upstream, defaultBranch]);
  const rules = await readUpstreamRules(site.value.repo, commit.value);
  if (!rules.ok) return rules;
  const source = { name: upstream.value.url, commit: commit.value };
  const written = saveRules(site.value, formatRules(rules.value, source));
  if (!written.ok) return written;
  return ok({
    ...{ server: forge.server, tokenFrom: forge.tokenFrom, changes, rules: rules.value, rulesFile: rulesPath },
    fork: describeSide(names.remote, ready.value.fork),
    upstream: describeSide(names.upstream, upstream.value),
  });
};

/**
 * The fork's remote. Where it is not there and a fork is to be made, upstream's stands for it: so goes on what was cut
 * off between two remotes.
 */
async function openOwnRemote(site: Site, { create }: SetUpForkInput): Promise<Result<ForkRemote, Failure>> {
  const own = await openForkRemote(site);
  const { failure } = own.ok ? { failure: null } : own;
  if (!create || failure?.kind !== 'publish-refused' || failure.reason !== 'no-remote') return own;
  const upstream = await openForkRemote(site, site.project.config.fork.upstream);
  return upstream.ok ? upstream : own;
}

function describeSide(remote: string, facts: RepositoryFacts): ForkSide {
  const { defaultBranch, canPush } = facts;
  return { remote, repository: formatRepository(facts.place), defaultBranch, canPush };
}

function saveRules({ project }: Site, text: string): Result<void, Failure> {
  const place = { root: project.store.root, chantDir: project.store.dir };
  return writeProjectFile(place, rulesPath, Buffer.from(text));
}

interface Settled {
  readonly fork: RepositoryFacts;
  readonly upstream: RepositoryPlace;
}

async function settleRemotes(
  site: Site,
  found: ForkRemote,
  { create, changes }: { readonly create: boolean; readonly changes: ForkChange[] },
): Promise<Result<Settled, Failure>> {
  const names = site.project.config.fork;
  const named = found.remotes.find(({ name }) => name === names.upstream);
  const upstream = named === undefined ? null : parseRemote(named.fetchUrl);
  if (named !== undefined && upstream === null)
    return refusePublish('not-on-forge', [names.upstream, hideUserInfo(named.fetchUrl)]);
  if (found.remote.name === names.upstream) return createFork(site, found, changes);
  const plan = planFork({ origin: found.facts, upstream });
  switch (plan.kind) {
    case 'ready':
      return ok({ fork: found.facts, upstream: plan.upstream });
    case 'upstream-differs':
      return refusePublish('upstream-differs', [
        names.upstream,
        formatRepository(plan.is),
        formatRepository(plan.expected),
      ]);
    case 'add-upstream': {
      const added = await addFor(site, found, { name: names.upstream, place: plan.upstream, changes });
      return added.ok ? ok({ fork: found.facts, upstream: plan.upstream }) : added;
    }
    case 'no-fork':
      if (create && named === undefined) return createFork(site, found, changes);
      return refusePublish('no-fork', [names.remote, formatRepository(found.place)]);
  }
}

/** Adds a remote that is reached as the fork's is: over ssh where that is. */
async function addFor(
  { repo }: Site,
  { forge, remote }: ForkRemote,
  wanted: { readonly name: string; readonly place: RepositoryPlace; readonly changes: ForkChange[] },
): Promise<Result<void, Failure>> {
  const facts = await forge.readRepository(wanted.place);
  if (!facts.ok) return facts;
  const url = /^https?:/i.test(remote.fetchUrl) ? facts.value.cloneUrl : facts.value.sshUrl;
  const added = await addRemote(repo, wanted.name, url);
  if (!added.ok) return added;
  wanted.changes.push({ kind: 'added-remote', name: wanted.name, repository: formatRepository(wanted.place) });
  return added;
}

/**
 * Makes the fork, and then has the remotes say so: what was cloned becomes upstream. A run that is cut off in between
 * finds the fork the next time.
 */
async function createFork(site: Site, found: ForkRemote, changes: ForkChange[]): Promise<Result<Settled, Failure>> {
  const names = site.project.config.fork;
  const fork = await found.forge.createFork(found.place);
  if (!fork.ok) return fork;
  // A forge that finds something of that name in the user's account may find something else.
  const { parent, source, place } = fork.value;
  const isFork = [parent, source].some((one) => one !== null && isSameRepository(one, found.facts.place));
  if (!isFork) {
    const from = parent === null ? `${formatRepository(place)}, no fork` : formatRepository(parent);
    return refusePublish('upstream-differs', [names.remote, formatRepository(found.facts.place), from]);
  }
  changes.push({ kind: 'created-fork', repository: formatRepository(place) });
  if (found.remote.name !== names.upstream) {
    const renamed = await renameRemote(site.repo, names.remote, names.upstream);
    if (!renamed.ok) return renamed;
    changes.push({ kind: 'renamed-remote', from: names.remote, to: names.upstream });
  }
  const added = await addFor(site, found, { name: names.remote, place, changes });
  return added.ok ? ok({ fork: fork.value, upstream: found.place }) : added;
}
