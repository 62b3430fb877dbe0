/** What is known of the target just before a landing. */
export interface LandingFacts {
  readonly mode: 'merge' | 'squash' | 'rebase' | 'branch';
  /** What the work started from. */
  readonly base: string;
  readonly work: string;
  /** null: the target does not exist yet, and is made from the base. */
  readonly tip: string | null;
  /** Whether the tip already holds the work. */
  readonly contained: boolean;
  readonly sameTree: boolean;
  /** Whether the tip still holds the base: not after somebody has rewritten the target. */
  readonly baseContained: boolean;
}

export type LandingPlan =
  /** Nothing to bring home through git: the result was carried out, or is there already. */
  | { readonly kind: 'nothing' }
  /** The tip has not moved: the tested tree is what lands. */
  | { readonly kind: 'direct'; readonly onto: string }
  /** The tip moved: bring both together, test what comes of it, and land that. */
  | { readonly kind: 'merge'; readonly onto: string }
  /** The target does not hold what the work started from any more: a merge would bring back what was taken out. */
  | { readonly kind: 'rewritten' };

/** How to bring a result onto its target as it is now. Pure. */
export function planLanding(facts: LandingFacts): LandingPlan {
  if (facts.contained && facts.work !== facts.base) return { kind: 'nothing' };
  if (facts.mode === 'branch') return { kind: 'direct', onto: facts.base };
  if (facts.tip !== null && !facts.baseContained) return { kind: 'rewritten' };
  const onto = facts.tip ?? facts.base;
  return onto === facts.base || facts.sameTree ? { kind: 'direct', onto } : { kind: 'merge', onto };
}
