import { expect, test } from 'vitest';
import { fieldKeys, keptKeys } from '../../../src/core/spec/frontmatter-keys.ts';
import { parsePlainSummary } from '../../../src/core/spec/parse-plain-summary.ts';
import { parseSpec, parseSummary } from '../../../src/core/spec/parse-spec.ts';
import type { Spec, SpecSummary } from '../../../src/core/spec/spec.ts';

function pick({
  id,
  path,
  archived,
  title,
  type,
  status,
  statusReason,
  dependsOn,
  labels,
  approval,
  problems,
}: Spec): SpecSummary {
  return { id, path, archived, title, type, status, statusReason, dependsOn, labels, approval, problems };
}

test.each([
  ['---\ntype: task\nstatus: failed\nlabels: [a]\nstatus_reason: so it is\ndepends_on: [x]\n---\n# One\n\n# Two\n'],
  ['---\ntype: what\nstaus: ready\ndepends_on: [x]\n---\nbefore\n\n## Two\n\n# The *title* #\n'],
  ['---\n---\n```\n# no title\n```\n<!-- # none -->\n> # quoted\n- # in a list\nIt is this\n===\nmore\n'],
  ['no frontmatter, no heading\nand more\n'],
  [''],
  [' ---\ntype: code\n---\n'],
  ['---\ntype: code\n'],
])('the summary of %j is what the whole spec says', (text) => {
  const source = { id: 'a', path: '.chant/specs/a.md', archived: false, text };
  const whole = pick(parseSpec(source));
  expect(parseSummary(source)).toEqual(whole);
  expect(parsePlainSummary(source)).toEqual(whole);
});

const values = [
  ...['', 'null', 'code', 'docs', 'group', 'task', 'failed', 'ready', 'nonsense', 'true', 'no'],
  ...['" code "', '"  "', '[]', '[a]', '[a, null, b c]', '\n  - a\n  - "~"\n  - b'],
];

test.each([...fieldKeys, ...keptKeys, 'staus', 'mine', 'constructor', 'toString'])(
  'the summary of a spec with %s is what the whole spec says, whatever its value',
  (key) => {
    for (const value of values) {
      const text = `---\n${key}: ${value}\n---\n# T\n`;
      const source = { id: 'a', path: '.chant/specs/a.md', archived: false, text };
      expect(parsePlainSummary(source), value).toEqual(pick(parseSpec(source)));
    }
  },
);

test('a frontmatter that needs the YAML library is left to it', () => {
  const source = { id: 'a', path: 'a.md', archived: false, text: '---\napproval: {required: true}\n---\n# T\n' };
  expect(parsePlainSummary(source)).toBeNull();
  expect(parseSummary(source)).toEqual(pick(parseSpec(source)));
});
