import { expect, test } from 'vitest';
import { listNextSteps } from '../../../src/core/plan/next-steps.ts';
import { reasons } from '../../../src/core/plan/verdict.ts';

test('a run that landed asks for nothing', () => {
  expect(listNextSteps(null, 'x')).toEqual([]);
});

test.each(reasons)('after %s there is something to type, all of it about the spec or its configuration', (reason) => {
  const steps = listNextSteps(reason, '010-v7b');
  expect(steps.length).toBeGreaterThan(0);
  for (const step of steps) expect(step).toMatch(/^chant (\w+ 010-v7b( --\w+( [\w-]+)?)?|config --validate)$/);
  expect(new Set(steps).size).toBe(steps.length);
});

test('a result that is ready to land is landed by `chant land`, and no agent is paid again', () => {
  expect(listNextSteps('ready-to-land', 'x')).toEqual(['chant land x']);
});
