import { expect, test } from 'vitest';
import { formatFindingName, formatReference, formatResearchTitle } from '../../../src/core/plan/halt-names.ts';

const spec = { id: '2026-02-08-010-v7b', title: 'Add locking', labels: [] as string[] };

test.each([
  [spec, '010-v7b', '010-v7b-finding-1.md'],
  [{ ...spec, title: 'Fix #1234: locking (see #5)' }, '#1234', 'issue-1234-finding-1.md'],
  [{ ...spec, labels: ['bug', 'issue-77'] }, '#77', 'issue-77-finding-1.md'],
  [{ ...spec, labels: ['my-issue-77', 'issue-x', 'issue-7b'] }, '010-v7b', '010-v7b-finding-1.md'],
  [{ ...spec, title: 'Color #fff' }, '010-v7b', '010-v7b-finding-1.md'],
])('%j is known as %s', (one, reference, finding) => {
  expect([formatReference(one), formatFindingName(one, 1)]).toEqual([reference, finding]);
});

test('a research title holds the reason in one line', () => {
  expect(formatResearchTitle({ ...spec, title: 'Fix #1234' }, ' pessimistic\n  locking insufficient ')).toBe(
    'Re-research #1234: pessimistic locking insufficient',
  );
});

test('a finding has a name that is one file, whatever the id holds', () => {
  expect(formatFindingName({ ...spec, id: 'a b/../c' }, 2)).toBe('a-b-..-c-finding-2.md');
});
