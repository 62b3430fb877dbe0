import { expect, test } from 'vitest';
import { buildOutcome } from '../../../src/core/plan/build-outcome.ts';
import { parseOutcome } from '../../../src/core/plan/parse-outcome.ts';
import { judgeCriterion } from '../../../src/core/plan/proof.ts';

const check = { name: 'red', run: 'make test', before: 'fail', after: 'pass', timeoutMs: null } as const;
const text = '---\ntype: code\n---\n\n# Fix\n';

test('what landing wrote is read again', () => {
  const seen = { check: 'red', run: 'make test', expected: 'fail', held: true, exitCode: 1, ended: null } as const;
  const rest = { commit: 'be6723321c6d7b19', startedAt: '2026-02-08T12:00:00.000Z', ms: 7, tail: '', file: '' };
  const landed = buildOutcome({
    ...{ text, copy: null, carried: text, claimed: [], branch: 'main', commits: [], completedAt: '', model: null },
    evidence: [{ ...seen, side: 'before', ...rest }],
    inputs: { '.chant/research/a.md': `sha256:${'0'.repeat(64)}` },
  });
  const outcome = parseOutcome(landed.ok ? landed.value : '', [check]);
  expect(outcome.proofs).toEqual([
    expect.objectContaining({
      check: 'red',
      side: 'before',
      passed: false,
      held: true,
      exit: '1',
      tree: 'be6723321c6d',
    }),
  ]);
  expect(outcome.inputs).toEqual(new Map([['.chant/research/a.md', `sha256:${'0'.repeat(64)}`]]));
});

test('what somebody else wrote there is left out', () => {
  const other = '---\nevidence: [1, {check: x}, {check: y, side: sideways}]\ninputs: {a: 7, b: sha256:xyz}\n---\n';
  expect(parseOutcome(other, [])).toEqual({ proofs: [], inputs: new Map() });
  expect(parseOutcome(text, []).inputs).toBe(null);
});

test('a criterion whose check broke once is open, ticked or not; without evidence a tick is a claim', () => {
  const criterion = { text: 'it holds', ticked: true, line: 1, check: 'red' };
  const proof = {
    check: 'red',
    side: 'after',
    passed: true,
    exit: '0',
    tree: '',
    at: '',
    ms: 1,
    run: null,
    tail: null,
  } as const;
  expect(judgeCriterion(criterion, [{ ...proof, held: true }])).toBe('proved');
  expect(
    judgeCriterion(criterion, [
      { ...proof, held: true },
      { ...proof, held: false },
    ]),
  ).toBe('open');
  expect(judgeCriterion(criterion, [])).toBe('claimed');
  expect(judgeCriterion({ ...criterion, ticked: false, check: null }, [])).toBe('open');
});
