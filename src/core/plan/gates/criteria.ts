import type { Criterion } from '../../spec/spec.ts';
import type { Gate } from '../gate.ts';
import type { RunFacts } from '../run-facts.ts';

/** Is every criterion proved by its check, or at least claimed by the agent? */
export const criteriaGate: Gate = {
  name: 'criteria',
  reason: 'criteria-open',
  otherwise: 'failed',
  judge: (facts) => {
    const claimed = countTicks(facts.claimed);
    return facts.spec.criteria
      .filter((criterion) => !isMet(criterion, facts, claimed))
      .map((criterion) => `line ${criterion.line}: ${criterion.text}`);
  },
};

function isMet(criterion: Criterion, facts: RunFacts, claimed: Map<string, number>): boolean {
  // Its check decides, and the gate of checks says so when it does not hold.
  if (criterion.check !== null) return facts.evidence.some((one) => one.check === criterion.check && one.held);
  const left = claimed.get(criterion.text) ?? 0;
  claimed.set(criterion.text, left - 1);
  return criterion.ticked || left > 0;
}

/** Ticks by text: the agent may have added lines above, so line numbers do not hold. */
function countTicks(criteria: readonly Criterion[]): Map<string, number> {
  const ticks = new Map<string, number>();
  for (const one of criteria) if (one.ticked) ticks.set(one.text, (ticks.get(one.text) ?? 0) + 1);
  return ticks;
}
