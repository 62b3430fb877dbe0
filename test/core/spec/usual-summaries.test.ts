import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fieldKeys, keptKeys } from '../../../src/core/spec/frontmatter-keys.ts';
import { parseSummary } from '../../../src/core/spec/parse-spec.ts';
import { makeSummaryParser } from '../../../src/core/spec/usual-summaries.ts';

const source = (text: string) => ({ id: 'a', path: '.chant/specs/a.md', archived: false, text });

test('a usual spec takes no more than a look, and says what the whole reading says', () => {
  const parse = makeSummaryParser();
  const text =
    '---\ntype: task\nstatus: failed\nlabels: [a, b]\nstatus_reason: so it is\ndepends_on:\n- x\n- y\n' +
    'target_files:\n  - src/a.ts\n---\n\n# One\n\n# Two\n';
  for (let round = 0; round < 2; round += 1) {
    expect(parse(source(text))).toEqual(parseSummary(source(text)));
    expect(parse(source(text))?.dependsOn).toEqual(['x', 'y']);
  }
  // Nothing of the one before is left in the next one.
  expect(parse(source('---\n---\n# One\n'))).toEqual(parseSummary(source('---\n---\n# One\n')));
});

test.each([
  ['no frontmatter', '# One\n'],
  ['a frontmatter that does not end', '---\ntype: code\n'],
  ['one that ends with the file', '---\ntype: code\n---'],
  ['an end with blanks', '---\ntype: code\n--- \n# One\n'],
  ['CRLF', '---\r\ntype: code\r\n---\r\n# One\r\n'],
  ['a comment', '---\ntype: code\n# why\n---\n# One\n'],
  ['an empty line', '---\ntype: code\n\nstatus: ready\n---\n# One\n'],
  ['a key that stands twice', '---\ntype: code\ntype: task\n---\n# One\n'],
  ['a key that nobody knows', '---\nstaus: ready\n---\n# One\n'],
  ['a value that nobody knows', '---\nstatus: nonsense\n---\n# One\n'],
  ['an approval', '---\napproval: {required: true}\n---\n# One\n'],
  ['items in two columns', '---\nlabels:\n  - a\n - b\n---\n# One\n'],
  ['a text over several lines', '---\nstatus_reason: so it\n  is\n---\n# One\n'],
  ['a title that is underlined', '---\ntype: code\n---\nOne\n===\n'],
  ['a title with markup', '---\ntype: code\n---\n# *One*\u00e9\n'],
])('%s is left to those who know more', (_title, text) => {
  expect(makeSummaryParser()(source(text))).toBeNull();
});

const keys = [...fieldKeys, ...keptKeys, 'staus', 'constructor', '__proto__', 'toString'];
const values = [
  ...['', ' ', 'null', '~', 'code', 'docs', 'group', 'task', 'failed', 'ready', 'nonsense', 'true', 'no', '12'],
  ...['" code "', '"  "', "'it'", '[]', '[a]', '[a, null, b c]', '{a: b}', '|', '> x', '&a b', '*a', 'a: b', 'a #b'],
  ...[
    '\n  - src/a.ts\n  - b',
    '\n- ...',
    '\n  - 12\n  - null',
    '[...]',
    '[a/b.c, 12]',
    '[true, .]',
    '\n  - -a',
    '[a,b]',
  ],
  ...['\n  - a\n  - "~"\n  - b', '\n- a', '\n - a\n  - b', '\n  a: b', '\n  more', ' x\n  more', '\n  - a: b'],
];
const entry = fc.tuple(fc.constantFrom(...keys), fc.constantFrom(...values)).map(([key, value]) => `${key}: ${value}`);
const odd = fc.constantFrom('', '# why', ' # why', '- a', '---', '...', '\ttype: code', ' type: task', 'type : code');
const usual = fc.constantFrom(
  'type: task',
  'status: failed',
  'labels: [a, b]',
  'depends_on: [x]',
  'target_files:\n  - a',
);
const frontmatter = fc.array(fc.oneof(usual, usual, entry, odd), { maxLength: 6 }).map((lines) => lines.join('\n'));
const body = fc.constantFrom('# One\n', '\n\n# Two words\n', 'text\n', '', '## Three\n', '# `code`\n', '---\n# Four\n');

test('whatever stands in many specs, each is read as if it were the only one, or not at all', () => {
  let read = 0;
  const texts = fc.tuple(frontmatter, body).map(([yaml, rest]) => `---\n${yaml}${yaml === '' ? '' : '\n'}---\n${rest}`);
  fc.assert(
    fc.property(fc.array(texts, { minLength: 1, maxLength: 8 }), (all) => {
      const parse = makeSummaryParser();
      for (const text of [...all, ...all]) {
        const summary = parse(source(text));
        if (summary === null) continue;
        read += 1;
        expect(summary, text).toEqual(parseSummary(source(text)));
      }
    }),
    { numRuns: 2500 },
  );
  expect(read).toBeGreaterThan(1000);
});
