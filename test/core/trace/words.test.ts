import { expect, test } from 'vitest';
import { issueNameOf, parseIssueName } from '../../../src/core/trace/issue-name.ts';
import { joinRanges } from '../../../src/core/trace/join-ranges.ts';
import { parsePlace } from '../../../src/core/trace/parse-place.ts';
import { scanTitle } from '../../../src/core/trace/scan-title.ts';

test.each([
  ['#1234', 'issue-1234'],
  ['issue-1234', 'issue-1234'],
  ['o/r#1234', 'issue-1234'],
  ['https://github.com/o/r/issues/1234#issuecomment-1', 'issue-1234'],
  ['1234', null],
  ['src/a.js', null],
  ['https://example.org/1234', null],
])('%s means the issue %s', (word, name) => {
  expect(parseIssueName(word)).toBe(name);
});

test('only the snapshot itself is the issue, not what was written about it', () => {
  expect(issueNameOf('.chant/research/issue-7.md')).toBe('issue-7');
  expect(issueNameOf('.chant/research/issue-7-root-cause.md')).toBe(null);
});

test.each([
  ['a.js', [{ path: 'a.js', range: null }]],
  [
    'a.js:12',
    [
      { path: 'a.js', range: { first: 12, last: 12 } },
      { path: 'a.js:12', range: null },
    ],
  ],
  [
    'a.js:12-20',
    [
      { path: 'a.js', range: { first: 12, last: 20 } },
      { path: 'a.js:12-20', range: null },
    ],
  ],
  [
    'a.js:12:7',
    [
      { path: 'a.js', range: { first: 12, last: 12 } },
      { path: 'a.js:12:7', range: null },
    ],
  ],
  ['a.js:0', [{ path: 'a.js:0', range: null }]],
  ['a.js:9-3', [{ path: 'a.js:9-3', range: null }]],
])('%s may be these places', (word, places) => {
  expect(parsePlace(word)).toEqual(places);
});

test('line numbers are joined into ranges, in any order', () => {
  expect(joinRanges([7, 2, 1, 3, 7])).toEqual([
    [1, 3],
    [7, 7],
  ]);
});

test('the title of a document stands below its frontmatter', () => {
  expect(scanTitle('---\n# no: title\n---\n\n# Issue #7: it fails #\n')).toBe('Issue #7: it fails');
  expect(scanTitle('nothing')).toBe(null);
});
