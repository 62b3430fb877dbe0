import { expect, test } from 'vitest';
import { exitCodeOf, worstExitCode } from '../../src/cli/exit-code.ts';
import { failures } from './failures.ts';

const expected: Readonly<Record<string, number>> = {
  'bad-argument': 2,
  'spec-not-found': 4,
  'spec-ambiguous': 4,
  'unknown-name': 4,
  'agent-missing': 4,
  'missing-input': 4,
  blocked: 5,
  cycle: 5,
  'approval-needed': 5,
  unconfirmed: 5,
  'too-many-files': 5,
  'limit-reached': 5,
  locked: 6,
  'agents-busy': 6,
  'run-ended': 3,
  interrupted: 130,
};

test.each(Object.values(failures))('$kind has its exit status', (failure) => {
  expect(exitCodeOf(failure)).toBe(expected[failure.kind] ?? 1);
});

test('a failed run ends with 1', () => {
  expect(exitCodeOf({ ...failures['run-ended'], outcome: 'failed' })).toBe(1);
});

test.each([
  [[], 0],
  [[0, 0], 0],
  [[0, 3], 3],
  [[3, 1, 0], 1],
  [[1, 130], 130],
  [[0, 6], 6],
])('several runs with %j end with %i', (codes, code) => {
  expect(worstExitCode(codes)).toBe(code);
});
