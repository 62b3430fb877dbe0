import type { Gate } from '../gate.ts';

/** Is there a change at all? Ticks and notes in the spec are claims, not work. */
export const workGate: Gate = {
  name: 'work',
  reason: 'no-work',
  otherwise: 'failed',
  judge: ({ collected, spec }) => {
    // A driver changes nothing itself: its members did, each before its own gates.
    if (spec.type === 'driver') return [];
    const real = collected.changes.filter((change) => change.path !== spec.path);
    if (real.length > 0 || Object.keys(collected.carriedOut).length > 0) return [];
    return ['nothing was changed'];
  },
};
