import type { Gate } from '../gate.ts';

/** Are the files that prove the work as they were? */
export const protectGate: Gate = {
  name: 'protect',
  reason: 'protected-changed',
  otherwise: 'needs_attention',
  judge: ({ collected }) => collected.protectedChanged,
};
