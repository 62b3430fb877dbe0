import { expect, test } from 'vitest';
import { compareIds } from '../../../src/core/spec/compare-ids.ts';

test('members follow their driver by number, and other ids go by text', () => {
  const ordered = [
    '001-comprehension',
    '2026-02-08-00z-aaa',
    '2026-02-08-010-v7b',
    '2026-02-08-010-v7b.1',
    '2026-02-08-010-v7b.2',
    '2026-02-08-010-v7b.2.1',
    '2026-02-08-010-v7b.10',
    '2026-02-08-011-aaa',
  ];
  expect([...ordered].reverse().sort(compareIds)).toEqual(ordered);
});

test('an id equals itself', () => {
  expect(compareIds('a.1', 'a.1')).toBe(0);
  expect(compareIds('a', 'a')).toBe(0);
});
