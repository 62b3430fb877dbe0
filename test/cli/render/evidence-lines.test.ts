import { expect, test } from 'vitest';
import { renderEvidenceLines } from '../../../src/cli/render/evidence-lines.ts';

const row = { check: 'reproduction', side: 'before', result: 'failed', exit: '1', tree: '73e2afc791e1', ms: '439' };

test.each<[string, unknown, readonly string[] | null]>([
  [
    'each run of a check is a line',
    [row, { ...row, side: 'after', result: 'passed', exit: '0' }],
    [
      'reproduction: failed (exit 1) before the work, on 73e2afc791e1',
      'reproduction: passed (exit 0) after the work, on 73e2afc791e1',
    ],
  ],
  [
    'a check that was ended has no exit status',
    [{ check: 'a', side: 'after', result: 'timeout' }],
    ['a: timeout after the work'],
  ],
  [
    'control characters do not come through',
    [{ ...row, check: 'a\u001b[2Jb', tree: '' }],
    ['ab: failed (exit 1) before the work'],
  ],
  ['one row that says something else is shown as it is, with all others', [row, { note: 'mine' }], null],
  ['no list is no evidence of a landing', 'seen', null],
  ['nothing is nothing', undefined, null],
])('%s', (_title, evidence, lines) => {
  expect(renderEvidenceLines(evidence)).toEqual(lines);
});
