import { expect, test } from 'vitest';
import { type CiCheck, judgeCi } from '../../../src/core/forge/check-report.ts';

test.each<[readonly CiCheck['state'][], string]>([
  [[], 'none'],
  [['skipped'], 'none'],
  [['passed', 'skipped'], 'passed'],
  [['passed', 'pending'], 'pending'],
  [['passed', 'pending', 'failed'], 'failed'],
])('%j is %s', (states, expected) => {
  expect(judgeCi(states.map((state) => ({ name: state, state, url: null })))).toBe(expected);
});
