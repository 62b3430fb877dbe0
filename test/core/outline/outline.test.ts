import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { findClaims, judgeClaims } from '../../../src/core/outline/judge-claims.ts';
import { judgeOutline } from '../../../src/core/outline/judge-outline.ts';
import { parseSections } from '../../../src/core/outline/parse-sections.ts';
import { parseTargetFiles } from '../../../src/core/outline/parse-target-files.ts';

const outline = `# Any title

## Summary

What it is.

## Hypotheses

| hypothesis | evidence | result |
|---|---|---|

## Target files

- \`a\`
`;
const whole = `# Issue

## summary:

It is.

### Hypotheses

| # | Hypothesis | **Evidence** | Result |
|:--|---|:-:|--:|
| 1 | a \\| b | seen | ruled out |

## Target files

- \`src/a.js\` (why)
`;

describe('the outline', () => {
  it('holds whatever the level and the case of the headings, with more columns and other text', () => {
    expect(judgeOutline(outline, whole)).toEqual([]);
  });

  it.each([
    ['a heading', whole.replace('## summary:', '## Abstract'), ['## Summary: the heading is missing']],
    [
      'the text below one',
      whole.replace('It is.\n', '').replace('### ', '## '),
      ['## Summary: nothing stands below the heading'],
    ],
    [
      'a heading that stands in a code block only',
      whole.replace('## summary:', '```\n## Summary\n```'),
      ['## Summary: the heading is missing'],
    ],
    [
      'the table',
      whole.replace(/^\|.*\n/gm, ''),
      ['## Hypotheses: the table with the columns hypothesis, evidence, result is missing'],
    ],
    ['a column', whole.replace('Result', 'Notes'), ['## Hypotheses: the table has no column result']],
    ['every row', whole.replace(/^\| 1.*\n/m, ''), ['## Hypotheses: the table has no row']],
    ['what was seen', whole.replace('| seen |', '| |'), ['## Hypotheses: line 11 says nothing under evidence']],
    ['the list', whole.replace(/^- .*\n/m, 'later\n'), ['## Target files: no file is listed']],
    [
      'everything',
      '',
      [
        '## Summary: the heading is missing',
        '## Hypotheses: the heading is missing',
        '## Target files: the heading is missing',
      ],
    ],
  ])('without %s is told with its name', (_, document, expected) => {
    expect(judgeOutline(outline, document)).toEqual(expected);
  });

  it('that ships is one that a document with its own headings does not hold by itself', () => {
    const folder = path.resolve(import.meta.dirname, '../../../templates/outlines');
    for (const file of readdirSync(folder)) {
      const text = readFileSync(path.join(folder, file), 'utf8');
      expect(
        judgeOutline(text, text).some((line) => line.endsWith('the table has no row')),
        file,
      ).toBe(true);
    }
  });
});

describe('the target files', () => {
  const list = (...items: string[]) =>
    parseTargetFiles(parseSections(`# A\n\n## Target files\n\n${items.map((item) => `- ${item}\n`).join('')}`));

  it('are read with or without backticks, each once', () => {
    expect(
      list('`src/a b.js` (new)', '**`./src/c.js`**: x', 'src/d.js - why', '`src/c.js`', '`app/[id]/page.tsx`'),
    ).toEqual({
      paths: ['src/a b.js', 'src/c.js', 'src/d.js', 'app/[id]/page.tsx'],
      troubles: [],
    });
  });

  it.each([
    '`../x`',
    '`/etc/passwd`',
    '`a/../../b`',
    '`--force`',
    '`.git/hooks/pre-commit`',
    '`.chant/config.md`',
    '`**`',
    '`src/*`',
    '`src/`',
    '`C:\\x`',
    '``',
    '.GIT/config',
  ])('%s is refused', (item) => {
    const { paths, troubles } = list(item);
    expect(paths).toEqual([]);
    expect(troubles).toHaveLength(1);
  });
});

describe('a place in the code', () => {
  const files = new Set(['src/store.js', 'README.md', 'docs/a b.md']);
  const tree = { files, linesOf: (file: string) => (files.has(file) ? 20 : null) };
  const judge = (document: string) => judgeClaims(findClaims(document), tree);

  it.each([
    'see `src/store.js:19-20` and `README.md:1`',
    'in src/store.js:20, and `docs/a b.md:3`',
    '`:14`, `localhost:8080`, 12:30, https://x.test/src/none.js:80, `node:fs`, /tmp/a/b.js:9',
    '```\nat src/none.js:1:2\n```',
  ])('holds: %s', (document) => {
    expect(judge(document)).toEqual([]);
  });

  it.each([
    ['`src/store.js:21`', 'line 1: src/store.js:21: the file has 20 lines'],
    ['`src/store.js:2-99`', 'line 1: src/store.js:99: the file has 20 lines'],
    ['`src/store.js:0`', 'line 1: src/store.js:0: the file has 20 lines'],
    ['| a | src/none.js:3 |', 'line 1: src/none.js:3: there is no such file'],
    ['a\n\n- `store.js:3`', 'line 3: store.js:3: there is no such file; meant is src/store.js'],
    ['## In `src/none.js:3`', 'line 1: src/none.js:3: there is no such file'],
  ])('does not hold: %s', (document, line) => {
    expect(judge(document)).toEqual([line]);
  });
});
