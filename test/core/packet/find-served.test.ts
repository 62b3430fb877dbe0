import { expect, test } from 'vitest';
import { findServed } from '../../../src/core/packet/find-served.ts';
import { orderFiles } from '../../../src/core/packet/order-files.ts';
import { parseSpec } from '../../../src/core/spec/parse-spec.ts';

const spec = parseSpec({
  id: 'fix',
  path: '.chant/specs/fix.md',
  archived: false,
  text: `---
protect: [test/red.test.js]
checks:
  - { name: reproduction, run: node --test test/red.test.js, before: fail }
  - { name: all, run: npm test }
  - { name: lint, run: npx lint docs/a.md }
---
# Fix

## Acceptance Criteria

- [x] it passes \`check:reproduction\`
- [x] further tests are there
- [x] the documents are right
- [x] \`lock.js\` is used everywhere
`,
});
const marks = ['C1', 'C2', 'C3', 'C4'];
const work = {
  id: 'fix',
  title: 'Fix',
  type: 'code',
  criteria: spec.criteria.map(({ text, check }, index) => ({
    mark: marks[index] ?? '',
    text: text.replace(/ `check.*/, ''),
    standing: 'proved' as const,
    check,
  })),
  checks: spec.checks.map(({ name, run }, index) => ({ mark: `E${index + 1}`, name, run, proofs: [] })),
};

test.each([
  ['test/red.test.js', ['C1'], ['E1']],
  ['src/store.js', ['C1'], ['E1', 'E2', 'E3']],
  ['src/lock.js', ['C1', 'C4'], ['E1', 'E2', 'E3']],
  ['test/more.test.js', ['C2'], ['E2']],
  ['docs/b.md', ['C3'], []],
  ['go.sum', ['C1', 'C2', 'C3', 'C4'], ['E2']],
])('%s serves %j and is seen by %j', (path, criteria, checks) => {
  const [file] = orderFiles([path], { redRuns: ['node --test test/red.test.js'], protect: spec.protect, listed: [] });
  if (file === undefined) throw new Error('no file');
  const served = findServed(file, [{ work, spec }]);
  expect(served.criteria).toEqual(criteria);
  expect(served.checks).toEqual(checks);
});

test('lines that no spec was written for serve nothing', () => {
  const [file] = orderFiles(['src/store.js'], { redRuns: [], protect: [], listed: [] });
  if (file === undefined) throw new Error('no file');
  expect(findServed(file, [])).toEqual({ criteria: [], checks: [] });
});
