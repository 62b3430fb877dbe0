import type { Touched } from '../collected.ts';
import type { Gate } from '../gate.ts';

/** Did anything outside the run's own branch change, as far as it may have been the agent? */
export const refsGate: Gate = {
  name: 'refs',
  reason: 'repository-touched',
  otherwise: 'needs_attention',
  judge: ({ collected, accepted }) =>
    accepted.includes('repository-touched') ? [] : collected.touched.filter(isSuspect).map(describe),
  warn: ({ collected }) => collected.touched.map(describe),
};

/** Files of the checkout cannot be attributed: nobody else is known to have changed them, so a person must look. */
function isSuspect(touched: Touched): boolean {
  return touched.byAgent || touched.what === 'checkout';
}

function describe(touched: Touched): string {
  return `${touched.what} ${touched.name}: ${touched.detail}${touched.restored ? ' (put back)' : ''}`;
}
