import { expect, it } from 'vitest';
import { editFrontmatter } from '../../../src/core/spec/edit-frontmatter.ts';
import type { FrontmatterValue } from '../../../src/core/spec/frontmatter-value.ts';

const rest = '---\n\n# Title\n';

it.each<[string, string, string, FrontmatterValue | null, string]>([
  ['a word, and keeps its comment', 'status: pending # x\n', 'status', 'failed', 'status: failed # x\n'],
  ['a word with odd blanks before it', 'status:   pending\n', 'status', 'failed', 'status:   failed\n'],
  ['an empty value', 'a:\nb: 1\n', 'a', 'x', 'a: x\nb: 1\n'],
  ['an empty list', 'a: [] # z\nb: 1\n', 'a', ['x'], 'a: [x] # z\nb: 1\n'],
  ['a list in brackets', 'a: [x, z] # z\n', 'a', ['x'], 'a: [x] # z\n'],
  [
    'a longer list, with its comments',
    'a:\n- x # why\n# below\nb: 1\n',
    'a',
    ['x', 'z'],
    'a:\n- x # why\n- z\n# below\nb: 1\n',
  ],
  ['a shorter list', 'a: # c\n- x\n- z\nb: 1\n', 'a', ['z'], 'a: # c\n- z\nb: 1\n'],
  ['a list into a word', 'a: # c\n  - x\nb: 1\n', 'a', 'z', 'a: z # c\nb: 1\n'],
  ['a block of text', 'a: |\n  x\n\nb: 1\n', 'a', 'z', 'a: z\n\nb: 1\n'],
  ['nothing, where the key is removed', 'a: 1\n# on b\nb: 1\n', 'a', null, '# on b\nb: 1\n'],
  ['nothing, where the key is not there', 'b: 1\n', 'a', null, 'b: 1\n'],
  ['nothing, where the value is the same', 'a: "x"\n', 'a', 'x', 'a: "x"\n'],
  ['a key that is new', 'b: 1\n# end\n', 'a', 'x', 'b: 1\n# end\na: x\n'],
  ['a new list as the other lists', 'b:\n- 1\n', 'a', ['x'], 'b:\n- 1\na:\n- x\n'],
  [
    'a mapping',
    '',
    'a',
    { 'src/a.rs': '220e9100', k: { m: [1] } },
    'a:\n  src/a.rs: "220e9100"\n  k:\n    m:\n      - 1\n',
  ],
  ['a list of mappings', '', 'a', [{ name: 'x', run: 'npm test' }, 'z'], 'a:\n  - name: x\n    run: npm test\n  - z\n'],
  [
    'hashes, dates and words of YAML',
    '',
    'a',
    ['1234567', '2026-02-08', 'no', 'a: b'],
    'a:\n  - "1234567"\n  - "2026-02-08"\n  - "no"\n  - "a: b"\n',
  ],
  [
    'ids and paths as they are',
    '',
    'a',
    ['2026-02-08-010-v7b', 'src/*.rs', '008-j3n'],
    'a:\n  - 2026-02-08-010-v7b\n  - src/*.rs\n  - 008-j3n\n',
  ],
])('writes %s', (_, yaml, key, value, wanted) => {
  expect(editFrontmatter(`---\n${yaml}${rest}`, [{ key, value }])).toEqual({
    ok: true,
    value: `---\n${wanted}${rest}`,
  });
});

it('makes a frontmatter where there is none, behind the byte order mark and with the breaks of the file', () => {
  const edits = [
    { key: 'status', value: 'pending' },
    { key: 'labels', value: ['a'] },
  ];
  const value = '\uFEFF---\r\nstatus: pending\r\nlabels:\r\n  - a\r\n---\r\n# T\r\n';
  expect(editFrontmatter('\uFEFF# T\r\n', edits)).toEqual({ ok: true, value });
});

it.each([
  ['---\n{a: 1}\n---\n', 'its keys stand in braces'],
  ['---\n- a\n---\n', 'the frontmatter holds no keys; expected lines like `type: code`'],
  ['---\n? a\n: b\n---\n', 'one of its keys does not begin its line'],
  ['---\na: 1\na: 2\n---\n', 'a key stands twice; the last one counts'],
  ['---\na: &x 1\nb: *x\n---\n', 'it has a shape that chant cannot edit'],
  ['---\na: 1\n', 'no line ends it'],
])('refuses %j: %s', (text, why) => {
  const edited = editFrontmatter(text, [{ key: 'a', value: 'new' }], { id: 'x', path: '.chant/specs/x.md' });
  expect(edited).toMatchObject({
    ok: false,
    failure: { kind: 'spec-bad', id: 'x', problems: [{ file: '.chant/specs/x.md', severity: 'error' }] },
  });
  if (!edited.ok) expect(edited.failure.problems[0]?.message).toBe(`the frontmatter cannot be edited: ${why}`);
});
