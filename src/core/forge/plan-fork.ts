import type { RepositoryPlace } from '../issue/repository-place.ts';
import { isSameRepository } from '../issue/repository-place.ts';
import type { RepositoryFacts } from './repository-facts.ts';

/** What is known before the remotes of a fork are set up. */
export interface ForkFacts {
  /** What the forge says of the repository that the fork's remote names. */
  readonly origin: RepositoryFacts;
  /** The repository that the upstream remote names; null: there is no such remote. */
  readonly upstream: RepositoryPlace | null;
}

export type ForkPlan =
  /** Both remotes are there and belong together. */
  | { readonly kind: 'ready'; readonly upstream: RepositoryPlace }
  | { readonly kind: 'add-upstream'; readonly upstream: RepositoryPlace }
  /** The remote is the original: a fork has to be made, or found. */
  | { readonly kind: 'no-fork' }
  /** The upstream remote names something else than what the fork is a fork of. */
  | { readonly kind: 'upstream-differs'; readonly is: RepositoryPlace; readonly expected: RepositoryPlace };

/** What has to be done so that there is a fork and its upstream. A fork of a fork may have either as its upstream. */
export function planFork({ origin, upstream }: ForkFacts): ForkPlan {
  const { parent, source } = origin;
  if (parent === null) {
    // A fork whose parent is hidden, or a copy on another forge: what the user says is upstream is believed.
    const isOther = upstream !== null && !isSameRepository(upstream, origin.place);
    return isOther ? { kind: 'ready', upstream } : { kind: 'no-fork' };
  }
  if (upstream === null) return { kind: 'add-upstream', upstream: source ?? parent };
  const fits = [parent, source].some((place) => place !== null && isSameRepository(place, upstream));
  return fits ? { kind: 'ready', upstream } : { kind: 'upstream-differs', is: upstream, expected: source ?? parent };
}
