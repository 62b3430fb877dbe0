import fc from 'fast-check';
import { expect, it } from 'vitest';
import { formatSpecId, nextSequence, parseSpecId, shortId } from '../../../src/core/spec/spec-id.ts';

const random = fc.string({
  unit: fc.constantFrom(...'0123456789abcdefghijklmnopqrstuvwxyz'),
  minLength: 3,
  maxLength: 3,
});

it('takes apart what it put together', () => {
  const parts = fc.record({
    prefix: fc.constantFrom('', 'web', 'my-app'),
    date: fc.constantFrom('2026-02-08', '2026-12-31'),
    sequence: fc.integer({ min: 1, max: 46_655 }),
    random,
  });
  fc.assert(
    fc.property(parts, (given) => void expect(parseSpecId(formatSpecId(given))).toEqual({ ...given, members: [] })),
  );
});

it.each([
  ['2026-02-08-010-v7b', '010-v7b'],
  ['2026-02-08-010-v7b.1', '010-v7b.1'],
  ['web-2026-02-08-00z-v7b.2.1', '00z-v7b.2.1'],
  ['001-comprehension', '001-comprehension'],
  ['2026-01-29-002-imgproto', '2026-01-29-002-imgproto'],
  ['../x y', 'x-y'],
  ['..', 'spec'],
])('%s is %s in short', (id, wanted) => {
  expect(shortId(id)).toBe(wanted);
});

it('counts the sequence on by day and prefix, in base 36, members left out', () => {
  const ids = ['2026-02-08-009-aaa', '2026-02-08-00z-bbb.7', '2026-02-07-0zz-ccc', 'web-2026-02-08-100-ddd', '001-x'];
  expect(nextSequence(ids, '2026-02-08', '')).toBe(36);
  expect(nextSequence(ids, '2026-02-08', 'web')).toBe(1297);
  expect(nextSequence(ids, '2026-02-09', '')).toBe(1);
  expect(nextSequence(['2026-02-08-zzz-aaa'], '2026-02-08', '')).toBeNull();
});
