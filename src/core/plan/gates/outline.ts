import type { Gate } from '../gate.ts';

/** Has the document all parts of its outline, and do the places that it names exist? */
export const outlineGate: Gate = {
  name: 'outline',
  reason: 'outline-broken',
  otherwise: 'failed',
  judge: ({ outlineTrouble }) => outlineTrouble,
};
