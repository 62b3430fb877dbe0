import { expect, test } from 'vitest';
import { chooseCriterion } from '../../../src/core/spec/choose-criterion.ts';
import type { Criterion } from '../../../src/core/spec/spec.ts';

const texts = [
  'Writes are locked',
  'reads are not  blocked',
  'writes are locked in batches, too',
  '2 more tests',
  'tests pass `check:unit`',
];
const criteria = texts.map(
  (text, index): Criterion => ({
    text,
    ticked: false,
    line: 10 + index,
    check: text.includes('check:') ? 'unit' : null,
  }),
);

test.each([
  ['1', 1],
  ['5', 5],
  [' 02 ', 2],
  ['Writes are locked', 1],
  ['writes ARE locked', 1],
  ['- [ ] Writes are locked', 1],
  ['* [x] reads are\nnot blocked', 2],
  ['reads', 2],
  ['in batches', 3],
  ['2 more tests', 4],
  ['2 more', 4],
])('%j means criterion %i', (query, number) => {
  const chosen = chooseCriterion(criteria, query);
  expect(chosen).toMatchObject({ ok: true, value: { number, criterion: criteria[number - 1] } });
});

test.each([
  ['0', 'criterion', null],
  ['6', 'criterion', null],
  ['', 'criterion', null],
  ['deletes', 'criterion', null],
  ['Writes are lokced', 'criterion', 'Writes are locked'],
])('%j means none, and all are named', (query, what, suggestion) => {
  const chosen = chooseCriterion(criteria, query);
  expect(chosen).toMatchObject({ ok: false, failure: { kind: 'unknown-name', what, name: query, suggestion } });
  expect(chosen.ok ? [] : chosen.failure.known).toEqual(texts.map((text, index) => `${index + 1} ${text}`));
});

test('a beginning that two criteria have is refused with both', () => {
  expect(chooseCriterion(criteria, 'writes are')).toMatchObject({
    ok: false,
    failure: { what: 'single criterion', known: [`1 ${texts[0]}`, `3 ${texts[2]}`] },
  });
});

test('a part that two criteria have is refused with both', () => {
  expect(chooseCriterion(criteria, 'tests')).toMatchObject({ ok: true, value: { number: 5 } });
  expect(chooseCriterion(criteria, 'are')).toMatchObject({ ok: false, failure: { what: 'single criterion' } });
});
