import type { Evidence } from '../evidence.ts';
import type { Gate } from '../gate.ts';

/** Did every check end as expected, on the base and on the result, as chant saw it? */
export const checksGate: Gate = {
  name: 'checks',
  reason: 'check-failed',
  otherwise: 'failed',
  judge: ({ evidence }) => evidence.filter((one) => !one.held).flatMap(describe),
  warn: ({ evidence, spec }) => (evidence.length === 0 && spec.type === 'code' ? ['no check: nothing was proved'] : []),
};

const sides = { before: 'on the base', after: 'on the result', merged: 'on the merged tree' } as const;

function describe(one: Evidence): string[] {
  const seen = one.ended ?? `status ${one.exitCode}`;
  const times = one.times === undefined ? '' : `, as expected ${one.times.held} of ${one.times.ran} times`;
  const otherwise = one.unexpected === undefined ? '' : `, and its output does not say ${one.unexpected}`;
  return [
    `${one.check} ${sides[one.side]}: expected to ${one.expected}, ended with ${seen}${times}${otherwise} (${one.run})`,
    ...one.tail
      .split('\n')
      .slice(-12)
      .filter((line) => line.trim() !== ''),
  ];
}
