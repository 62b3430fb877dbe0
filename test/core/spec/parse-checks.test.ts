import { expect, it } from 'vitest';
import { parseChecks } from '../../../src/core/spec/parse-checks.ts';
import { parseDuration } from '../../../src/core/spec/parse-duration.ts';

const where = { file: 'a.md', line: 3 };

it('gives commands without a name names of their own', () => {
  const { checks, problems } = parseChecks(
    ['npm run test:unit', 'npm run test:unit', { run: '../x' }, { run: '!!' }],
    where,
  );
  expect(checks.map((check) => check.name)).toEqual(['npm-run-test-unit', 'npm-run-test-unit-2', 'x', 'check']);
  expect(problems).toEqual([]);
});

it('reads every key of a check', () => {
  const value = [{ name: 'repro', run: 'cargo test', before: 'fail', after: 'pass', timeout: '5m' }];
  expect(parseChecks(value, where).checks).toEqual([
    { name: 'repro', run: 'cargo test', before: 'fail', after: 'pass', timeoutMs: 300_000 },
  ]);
});

it.each([
  ['5', { atLeast: 5, of: 5 }],
  ['3 of 10', { atLeast: 3, of: 10 }],
  ['3/10', { atLeast: 3, of: 10 }],
])('repeat: %s', (repeat, expected) => {
  const { checks, problems } = parseChecks([{ run: 'a', repeat, expect: '/lost/i' }], where);
  expect(checks).toEqual([expect.objectContaining({ repeat: expected, expect: '/lost/i' })]);
  expect(problems).toEqual([]);
});

it.each([
  [[{ run: 'a', repeat: '11 of 10' }], '3 of 10'],
  [[{ run: 'a', repeat: '0' }], '3 of 10'],
  [[{ run: 'a', repeat: 'often' }], '3 of 10'],
  [[{ run: 'a', repeat: '9999' }], '3 of 10'],
  [[{ run: 'a', expect: '/(/' }], null],
  [[{ run: 'a', before: 'fails' }], 'fail'],
  [[{ run: 'a', timeout: 'soon' }], '5m'],
  [
    [
      { name: 'x', run: 'a' },
      { name: 'x', run: 'b' },
    ],
    null,
  ],
  [[{ name: 'x y', run: 'a' }], 'x-y'],
  [[['a']], null],
  [[''], null],
])('%j is a problem at the place of the checks', (value, suggestion) => {
  expect(parseChecks(value, where).problems).toEqual([
    expect.objectContaining({ severity: 'error', rule: 'bad-check', file: 'a.md', line: 3, suggestion }),
  ]);
});

it.each([
  ['60s', 60_000],
  ['5m', 300_000],
  ['1h', 3_600_000],
  ['1h30m', 5_400_000],
  ['1.5h', 5_400_000],
  ['500ms', 500],
  ['90', 90_000],
  [90, 90_000],
  ['0', null],
  [-1, null],
  ['5 minutes', null],
  ['', null],
  [Number.NaN, null],
  [null, null],
])('the span %j is %j ms', (value, ms) => {
  expect(parseDuration(value)).toBe(ms);
});
