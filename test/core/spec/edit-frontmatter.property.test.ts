import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse, parseDocument } from 'yaml';
import { editFrontmatter } from '../../../src/core/spec/edit-frontmatter.ts';
import type { FrontmatterValue } from '../../../src/core/spec/frontmatter-value.ts';
import { splitFrontmatter } from '../../../src/core/spec/split-frontmatter.ts';

/** One key with its value, as people write them; each block of lines belongs to that key alone. */
const blocks = [
  'type: code',
  'status: "pending" # by hand',
  "'model': gpt-5",
  'labels: [fix, "issue 1"]',
  'labels2: []  # none yet',
  'depends_on:\n- 008-j3n\n- 009-abc # why',
  'target_files:\n  - src/a.rs\n  # the tests\n  - tests/a.rs',
  'empty:',
  'empty2:   # nothing',
  'text: |\n  line one\n  # no comment\n\n  line two\n',
  'kept: |+\n  line\n\n',
  'folded: >-\n  some\n  text',
  'plain: goes on\n  on the next line',
  'quoted: "a: b # c\n  d"',
  'approval:\n  required: true\n  status: pending',
  'checks:\n  - name: unit\n    run: npm test\n  - npm run lint',
  'flow: {a: 1, b: [2, 3]}',
  'wide: [\n  a,\n  b # two\n  ]',
  'commits:\n  - 220e9100\n  - "1234567"',
  '"odd key": 1',
  '日本: 語',
];
const keys = blocks.map((block) => /^["']?([^"':]+)/.exec(block)?.[1] ?? '');
const trivia = fc.constantFrom('', '', '', '# a comment', ' # an indented comment', '\n# two\n# lines');

const file = fc
  .tuple(
    fc.uniqueArray(fc.nat({ max: blocks.length - 1 }), { maxLength: 6 }),
    fc.array(trivia, { minLength: 7, maxLength: 7 }),
    fc.constantFrom('\n', '\r\n'),
    fc.constantFrom('', '\uFEFF'),
    fc.constantFrom('# Title\n\n- [ ] x\n', '', '---\nnot: yaml\n---\n', '\u2028---\nx'),
  )
  .map(([chosen, between, eol, mark, body]) => {
    const yaml = chosen
      .map((index, at) => `${blocks[index]}\n${between[at] === '' ? '' : `${between[at]}\n`}`)
      .join('');
    return { text: `${mark}${`---\n${yaml}---\n${body}`.replaceAll('\n', eol)}`, eol };
  });

const word = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.string({ maxLength: 12, unit: 'binary' }),
  fc.constantFrom(
    ...[
      '220e9100',
      '1234567',
      '2026-02-08',
      '12:30',
      'yes',
      'No',
      'null',
      '~',
      '',
      ' x ',
      '- a',
      '# a',
      'a: b',
      'a #b',
    ],
    ...[
      '*x',
      '&x',
      '!x',
      '%x',
      '@x',
      '`x`',
      '[a',
      '{a',
      'a]',
      'a, b',
      '"',
      "'",
      'a\nb',
      'a\r\nb',
      '0x1F',
      '1_000',
      '.5',
    ],
    ...['---', '...', '<<', '=', '+1', '-1', '1e3', 'a:', ':a', '?', '|', '>', 'src/a b.rs', '\t', '\u0085', '\u2028'],
  ),
);
const value: fc.Arbitrary<FrontmatterValue> = fc.letrec<{ value: FrontmatterValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 2 },
    word,
    fc.integer(),
    fc.boolean(),
    fc.array(word, { maxLength: 3 }),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.oneof(word, fc.constantFrom('name', 'run')), tie('value'), { maxKeys: 3, noNullPrototype: true }),
  ),
})).value;

/** Lines of the file that do not belong to the value of a key. */
function linesWithout(text: string, key: string): string[] {
  const block = blocks[keys.indexOf(key)] ?? '';
  const own = new Set(block.split('\n'));
  return text.split(/\r?\n/).filter((line) => line !== '' && !own.has(line));
}

describe('editing one key of a frontmatter', () => {
  it('keeps every line that is not its own, and the body byte for byte', () => {
    fc.assert(
      fc.property(file, fc.constantFrom(...keys, 'new_key'), fc.option(value), ({ text, eol }, key, wanted) => {
        const edited = editFrontmatter(text, [{ key, value: wanted }]);
        expect(edited.ok).toBe(true);
        if (!edited.ok) return;
        const before = splitFrontmatter(text);
        const after = splitFrontmatter(edited.value);
        expect(after.body).toBe(before.body);
        expect(edited.value.startsWith('\uFEFF')).toBe(text.startsWith('\uFEFF'));
        const kept = new Set(edited.value.split(/\r?\n/));
        // Asked once for all lines: an expectation for each costs more than the editing.
        expect(linesWithout(text, key).filter((line) => !kept.has(line))).toEqual([]);
        if (eol === '\r\n') expect(after.yaml.replaceAll('\r\n', '')).not.toContain('\n');
      }),
      { numRuns: 1500 },
    );
  });

  it('gives a file in which another YAML library reads the new value and all the old ones', () => {
    fc.assert(
      fc.property(file, fc.constantFrom(...keys, 'new_key'), value, ({ text }, key, wanted) => {
        const edited = editFrontmatter(text, [{ key, value: wanted }]);
        expect(edited.ok).toBe(true);
        if (!edited.ok) return;
        const yaml = splitFrontmatter(edited.value).yaml;
        const before: Record<string, unknown> = parse(splitFrontmatter(text).yaml) ?? {};
        expect(parse(yaml)).toEqual({ ...before, [key]: wanted });
      }),
      { numRuns: 1500 },
    );
  });

  it('writes texts that YAML 1.1 reads as texts, too', () => {
    fc.assert(
      fc.property(word, (text) => {
        const edited = editFrontmatter('---\n---\n', [{ key: 'a', value: text }]);
        expect(edited.ok).toBe(true);
        if (edited.ok) expect(parse(splitFrontmatter(edited.value).yaml, { version: '1.1' })).toEqual({ a: text });
      }),
      { numRuns: 2000 },
    );
  });

  it('gives back the same bytes when a key is added and removed again', () => {
    fc.assert(
      fc.property(file, value, ({ text }, wanted) => {
        const added = editFrontmatter(text, [{ key: 'new_key', value: wanted }]);
        const removed = added.ok ? editFrontmatter(added.value, [{ key: 'new_key', value: null }]) : added;
        expect(removed).toEqual({ ok: true, value: text });
        expect(added.ok && parseDocument(splitFrontmatter(added.value).yaml).errors).toEqual([]);
      }),
    );
  });
});
