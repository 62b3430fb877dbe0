import { expect, test } from 'vitest';
import { type LandingFacts, type LandingPlan, planLanding } from '../../../src/core/plan/plan-landing.ts';

const facts: LandingFacts = {
  mode: 'merge',
  base: 'base',
  work: 'work',
  tip: 'base',
  contained: false,
  sameTree: true,
  baseContained: true,
};

const cases: readonly [string, Partial<LandingFacts>, LandingPlan][] = [
  ['the tip has not moved', {}, { kind: 'direct', onto: 'base' }],
  ['the tip moved', { tip: 'tip', sameTree: false }, { kind: 'merge', onto: 'tip' }],
  ['the tip moved, and its tree is the same', { tip: 'tip', sameTree: true }, { kind: 'direct', onto: 'tip' }],
  ['the target does not exist yet', { tip: null, sameTree: false }, { kind: 'direct', onto: 'base' }],
  ['the tip holds the work already', { tip: 'tip', contained: true }, { kind: 'nothing' }],
  ['there is no commit of the work', { work: 'base', contained: true }, { kind: 'direct', onto: 'base' }],
  ['somebody has rewritten the target', { tip: 'tip', sameTree: false, baseContained: false }, { kind: 'rewritten' }],
  ['it stays on its branch', { mode: 'branch', tip: 'tip', sameTree: false }, { kind: 'direct', onto: 'base' }],
];

test.each(cases)('%s', (_, more, plan) => {
  expect(planLanding({ ...facts, ...more })).toEqual(plan);
});
