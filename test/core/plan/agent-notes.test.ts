import { expect, test } from 'vitest';
import { mergeCopy } from '../../../src/core/plan/agent-notes.ts';

const spec =
  '---\ntype: code\n---\n\n# Title\n\n## Acceptance Criteria\n\n- [ ] one\n- [ ] two\n- [ ] three `check:t`\n';
const ticked = (text: string): string => text.replace('- [ ] one', '- [x] one');

const rows: readonly [string, { readonly text?: string; readonly copy: string | null }, string][] = [
  ['without a copy is the text', { copy: null }, spec],
  ['keeps a tick', { copy: ticked(spec) }, ticked(spec)],
  ['does not keep a tick that a check decides on', { copy: spec.replace('- [ ] three', '- [x] three') }, spec],
  ['keeps what was added at the end', { copy: `${spec}\nA note.\n` }, `${spec}\nA note.\n`],
  [
    'keeps neither a status nor another criterion',
    { copy: spec.replace('type: code', 'type: code\nstatus: completed').replace('two', '2') },
    spec,
  ],
  [
    'has the new words of its owner, and the tick of what still reads the same',
    { text: spec.replace('two', 'two, and more'), copy: ticked(spec) },
    ticked(spec.replace('two', 'two, and more')),
  ],
];

test.each(rows)('a spec for who goes on %s', (_, { text = spec, copy }, wanted) => {
  expect(mergeCopy(text, { copy, carried: spec })).toBe(wanted);
});
