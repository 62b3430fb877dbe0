import fc from 'fast-check';
import { FAILSAFE_SCHEMA, load } from 'js-yaml';
import { expect, it } from 'vitest';
import { loadPlainFrontmatter } from '../../../src/core/spec/load-plain-frontmatter.ts';

const bit = fc.constantFrom(
  ...[
    'a',
    'b7',
    '2026-01-01',
    'null',
    '~',
    'x/y.ts',
    '**/*',
    ' ',
    '  ',
    ':',
    ': ',
    ' #',
    '#',
    '"',
    "'",
    '\\',
    '-',
    '- ',
  ],
  ...[
    ',',
    '[',
    ']',
    '{',
    '}',
    '&',
    '*',
    '!',
    '|',
    '>',
    '%',
    '@',
    '`',
    '?',
    '? ',
    '=',
    '\t',
    '\r',
    '\u0085',
    'é',
    '\u2028',
  ],
  ...['---', '...', '<<', 'T10:00:00Z', '\u0000', '\u007f'],
);
const text = fc.array(bit, { maxLength: 4 }).map((bits) => bits.join(''));
const plain = fc.constantFrom(
  'code',
  'src/a b.ts',
  '"a # b"',
  "'it: is'",
  '220e9100',
  '""',
  '2026-02-08T10:00:00Z',
  'x',
);
const value = fc.oneof(
  plain,
  text,
  fc.array(plain, { maxLength: 3 }).map((items) => `[${items.join(', ')}]`),
  fc.array(text, { maxLength: 3 }).map((items) => `[ ${items.join(' ,')} ]`),
);
const key = fc.constantFrom('type', 'labels', 'depends_on', 'x', 'a-b', '_', '__proto__', 'constructor', '<<', 'y z');
const line = fc.oneof(
  fc.tuple(key, fc.constantFrom(':', ': ', ':  ', ' : '), value).map((parts) => parts.join('')),
  key.map((name) => `${name}:`),
  fc.tuple(fc.constantFrom('- ', '  - ', '    - ', '  -', '-   '), value).map((parts) => parts.join('')),
  fc.tuple(fc.constantFrom('', ' ', '  ', '# ', '  # '), text).map((parts) => parts.join('')),
);
const yaml = fc
  .tuple(fc.array(line, { maxLength: 6 }), fc.constantFrom('\n', '\r\n'), fc.boolean())
  .map(([lines, eol, ended]) => lines.join(eol) + (ended ? eol : ''));

it('gives what js-yaml gives for the same text, or nothing', () => {
  let taken = 0;
  fc.assert(
    fc.property(yaml, (source) => {
      const found = loadPlainFrontmatter(source);
      if (found === null || Object.keys(found).length === 0) return;
      taken += 1;
      const wanted = load(source, { schema: FAILSAFE_SCHEMA });
      expect(found).toEqual(wanted);
      expect(Object.keys(found)).toEqual(Object.keys(wanted ?? {}));
    }),
    { numRuns: 40_000 },
  );
  expect(taken).toBeGreaterThan(1000);
});

it.each([
  ['type: code\nlabels: [a, b c]\n', { type: 'code', labels: ['a', 'b c'] }],
  ['labels:\n  - a\n\n  # why\n  - "b: c"\nstatus:\n', { labels: ['a', 'b: c'], status: '' }],
  ['commits:\r\n- 220e9100\r\n- 1e5\r\n', { commits: ['220e9100', '1e5'] }],
  ['', {}],
  ['# nothing yet\n', {}],
])('%j is read without the library', (source, values) => {
  expect(loadPlainFrontmatter(source)).toEqual(values);
});

it.each([
  ['type: code # why\n'],
  ['type: code\n  goes on\n'],
  ['type: code\ntype: task\n'],
  ['approval:\n  required: true\n'],
  ['labels:\n  - a\n - b\n'],
  ['labels:\n  - a: b\n'],
  ['text: |\n  x\n'],
  ['just text\n'],
])('%j is left to the library', (source) => {
  expect(loadPlainFrontmatter(source)).toBeNull();
});
