import type { Gate } from '../gate.ts';

/** The agent stopped because the research does not hold. */
export const haltGate: Gate = {
  name: 'halt',
  reason: 'halted',
  otherwise: 'needs_attention',
  judge: ({ collected }) => (collected.halt === null ? [] : [collected.halt.reason]),
};
