import { expect, test } from 'vitest';
import { renderForTerminal } from '../../../src/cli/render/paint.ts';
import { renderSpecList } from '../../../src/cli/render/spec-list.ts';
import type { Problem } from '../../../src/core/problem.ts';
import type { SpecStatus } from '../../../src/core/spec/spec.ts';
import { sampleSpec } from '../sample-spec.ts';

const problem: Problem = {
  severity: 'error',
  rule: 'bad-value',
  message: "status cannot be 'donne'",
  file: 'x',
  line: 2,
  suggestion: 'done',
};

function row(
  id: string,
  status: SpecStatus,
  changes: { title?: string; labels?: string[]; problems?: Problem[] } = {},
) {
  const { problems = [], ...rest } = changes;
  const spec = sampleSpec({ id, ...rest });
  return { spec, whole: spec, status, run: null, problems, bad: problems.length > 0 };
}

test('specs stand under each other; a bad one is listed with its first error', () => {
  const rows = [
    row('2026-02-08-010-v7b', 'ready', { labels: ['fix', 'issue-1234'] }),
    row('2026-02-08-011-k2m', 'needs_attention', { title: 'Two\u001b[2J lines' }),
    row('001-comprehension', 'pending', { problems: [problem] }),
  ];
  expect(renderForTerminal(renderSpecList({ rows, total: 3 }, null), false)).toMatchInlineSnapshot(`
    "ID                  STATUS           TYPE  LABELS          TITLE
    2026-02-08-010-v7b  ready            code  fix issue-1234  Fix the lock
    2026-02-08-011-k2m  needs_attention  code                  Two lines
    001-comprehension   bad              code                  Fix the lock: status cannot be 'donne'
    "
  `);
});

test.each([
  [0, 'There are no specs yet. Create one: chant add "what to do"\n'],
  [7, 'None of 7 specs is like that.\n'],
])('without rows, of %i specs', (total, text) => {
  expect(renderSpecList({ rows: [], total }, null)).toBe(text);
});
