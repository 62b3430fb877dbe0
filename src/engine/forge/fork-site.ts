import { parseFolder } from '../../core/forge/parse-folder.ts';
import { parseRemote } from '../../core/forge/parse-remote.ts';
import type { PublishReason } from '../../core/forge/publish-reason.ts';
import type { RepositoryFacts } from '../../core/forge/repository-facts.ts';
import type { Failure, PublishRefused } from '../../core/failure.ts';
import { formatRepository, isSameRepository, type RepositoryPlace } from '../../core/issue/repository-place.ts';
import { type Err, err, ok, type Result } from '../../core/result.ts';
import type { Forge } from '../../io/forge/forge.ts';
import { hideUserInfo } from '../../io/git/hide-secrets.ts';
import { listRemotes, type Remote } from '../../io/git/list-remotes.ts';
import type { Site } from '../work/check-ready.ts';
import { openForgeAt } from './open-forge-at.ts';

/** A remote that names a repository on a forge. */
export interface ForgeRemote {
  readonly remote: Remote;
  readonly place: RepositoryPlace;
}

/** The fork as its remote names it, and what its forge says of it. */
export interface ForkRemote extends ForgeRemote {
  readonly remotes: readonly Remote[];
  readonly forge: Forge;
  readonly facts: RepositoryFacts;
}

/** A fork and its upstream, both known to their forge. */
export interface ForkSite extends ForkRemote {
  readonly upstream: ForgeRemote & { readonly facts: RepositoryFacts };
}

/** Says that nothing goes out, and why. */
export function refusePublish(reason: PublishReason, detail: readonly string[]): Err<PublishRefused> {
  return err({ kind: 'publish-refused', reason, detail });
}

/** Looks at the fork's remote (or the one of that name) and asks its forge. Failures: publish-refused (no-remote, not-on-forge), forge-trouble. */
export async function openForkRemote(
  site: Site,
  name = site.project.config.fork.remote,
): Promise<Result<ForkRemote, Failure>> {
  const remotes = await listRemotes(site.repo);
  if (!remotes.ok) return remotes;
  const own = findForgeRemote(remotes.value, name);
  if (!own.ok) return own;
  const { place } = own.value;
  const forge = await openForgeAt(site.context, { server: place.server, remotes: remotes.value });
  if (!forge.ok) return forge;
  const facts = await forge.value.readRepository(place);
  return facts.ok ? ok({ ...own.value, remotes: remotes.value, forge: forge.value, facts: facts.value }) : facts;
}

/** The remote of that name and the repository that it is fetched from. */
function findForgeRemote(remotes: readonly Remote[], name: string): Result<ForgeRemote, PublishRefused> {
  const remote = remotes.find((one) => one.name === name);
  if (remote === undefined) return refusePublish('no-remote', [name, ...remotes.map((one) => one.name)]);
  const place = parseRemote(remote.fetchUrl) ?? parseFolder(remote.fetchUrl);
  return place === null ? refusePublish('not-on-forge', [name, hideUserInfo(remote.fetchUrl)]) : ok({ remote, place });
}

/**
 * The fork and its upstream, as `chant fork` has set them up. The fork must be another repository than the upstream one,
 * whatever the remotes are called. Failures: publish-refused, forge-trouble.
 */
export async function openForkSite(site: Site): Promise<Result<ForkSite, Failure>> {
  const fork = await openForkRemote(site);
  if (!fork.ok) return fork;
  const upstream = findForgeRemote(fork.value.remotes, site.project.config.fork.upstream);
  if (!upstream.ok) return upstream;
  const { place } = upstream.value;
  if (isSameRepository(place, fork.value.place) || isSameRepository(place, fork.value.facts.place)) {
    return refusePublish('no-fork', [fork.value.remote.name, formatRepository(place)]);
  }
  const facts = await fork.value.forge.readRepository(place);
  if (!facts.ok) return facts;
  // A forge leads on from an old name: both remotes may be one repository, under two names.
  if (isSameRepository(facts.value.place, fork.value.facts.place)) {
    return refusePublish('no-fork', [fork.value.remote.name, formatRepository(facts.value.place)]);
  }
  return ok({ ...fork.value, upstream: { ...upstream.value, facts: facts.value } });
}
