import { expect, it } from 'vitest';
import { extractCriteria } from '../../../src/core/spec/extract-criteria.ts';
import { tickCriteria } from '../../../src/core/spec/tick-criteria.ts';

const H = '## Acceptance Criteria\n';

it.each([
  ['a heading of any level and case', '#### acceptance CRITERIA\n- [ ] a', ['a']],
  ['a heading with a line below it', 'Acceptance Criteria\n---\n- [ ] a', ['a']],
  ['every bullet', `${H}- [ ] a\n* [x] b\n+ [X] c\n1. [ ] d\n2) [ ] e`, ['a', 'b', 'c', 'd', 'e']],
  ['nested items', `${H}- [ ] a\n  - [ ] b\n    - [x] c`, ['a', 'b', 'c']],
  ['items below deeper headings', `${H}### More\n- [ ] a`, ['a']],
  ['nothing after a heading of the same level', `${H}- [ ] a\n## Other\n- [ ] b`, ['a']],
  ['nothing after a higher heading', `${H}- [ ] a\n# Other\n- [ ] b`, ['a']],
  ['every section of that name', `${H}- [ ] a\n## Other\n${H}- [ ] b`, ['a', 'b']],
  ['nothing in fences', `${H}\`\`\`\n- [ ] a\n\`\`\`\n- [ ] b`, ['b']],
  ['nothing in tilde fences', `${H}~~~md\n- [ ] a\n\`\`\`\n~~~\n- [ ] b`, ['b']],
  [
    'nothing in a longer fence that holds a shorter one',
    `${H}\`\`\`\`\n\`\`\`\n- [ ] a\n\`\`\`\n\`\`\`\`\n- [ ] b`,
    ['b'],
  ],
  ['nothing in a fence that never ends', `${H}\`\`\`\n- [ ] a`, []],
  [
    'nothing in a fence inside an item, and what comes after it',
    `${H}- [ ] a\n  \`\`\`\n  - [ ] b\n- [ ] c`,
    ['a', 'c'],
  ],
  ['no heading in a fence', `\`\`\`\n${H}\`\`\`\n- [ ] a`, []],
  ['nothing in indented code', `${H}\n    - [ ] a\n`, []],
  ['nothing in a comment', `${H}<!--\n- [ ] a\n-->\n- [ ] b`, ['b']],
  ['nothing in a quote', `${H}> - [ ] a\n`, []],
  ['no boxes without a bullet or a blank', `${H}[ ] a\n\n-[ ] b\n\n- [ ]c\n\n- [ ]`, []],
  ['text over several lines', `${H}- [ ] a\n  b\n  c`, ['a b c']],
])('criteria are read: %s', (_, text, wanted) => {
  expect(extractCriteria(text).map((criterion) => criterion.text)).toEqual(wanted);
});

it.each([
  ['- [ ] passes `check:unit`', 'unit'],
  ['- [ ] passes `check:unit`.', 'unit'],
  ['- [ ] passes\n  `check:unit`', 'unit'],
  ['- [ ] `check:unit` comes first', null],
  ['- [ ] check:unit', null],
])('%j is proved by %j', (line, check) => {
  expect(extractCriteria(`${H}${line}`)[0]?.check).toBe(check);
});

it('names lines of the file, also behind a frontmatter with CRLF', () => {
  const text = '---\r\ntype: code\r\n---\r\n# T\r\n\r\n## Acceptance Criteria\r\n\r\n- [ ] a\r\n- [x] b\r\n';
  expect(extractCriteria(text)).toEqual([
    { text: 'a', ticked: false, line: 8, check: null },
    { text: 'b', ticked: true, line: 9, check: null },
  ]);
});

it('ticks the criteria of the given lines and keeps every other byte', () => {
  const text = `\uFEFF---\r\n---\r\n${H}- [ ] a\r\n  * [X] b\n- [ ] c\n\`\`\`\n- [ ] d\n\`\`\`\n`;
  expect(tickCriteria(text, [4, 5, 8], true)).toBe(text.replace('[ ] a', '[x] a'));
  expect(tickCriteria(text, [5], false)).toBe(text.replace('[X] b', '[ ] b'));
  expect(tickCriteria(text, [1, 2, 3, 99], true)).toBe(text);
});
