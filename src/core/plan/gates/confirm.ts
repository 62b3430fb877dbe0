import type { Gate } from '../gate.ts';

/** Where no command can prove it: has a person confirmed this very result? */
export const confirmGate: Gate = {
  name: 'confirm',
  reason: 'unconfirmed',
  otherwise: 'needs_attention',
  judge: ({ confirmTrouble }) => confirmTrouble,
};
