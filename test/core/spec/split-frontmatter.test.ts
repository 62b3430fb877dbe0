import { expect, it } from 'vitest';
import { splitFrontmatter } from '../../../src/core/spec/split-frontmatter.ts';

it.each([
  ['---\na: 1\n---\nbody\n', 'closed', 'a: 1\n', 'body\n', 4],
  ['---\r\na: 1\r\n---\r\nbody', 'closed', 'a: 1\r\n', 'body', 4],
  ['\uFEFF---\na: 1\n---\nbody', 'closed', 'a: 1\n', 'body', 4],
  ['---  \na: 1\n--- \t\nbody', 'closed', 'a: 1\n', 'body', 4],
  ['---\na: 1\n...\nbody', 'closed', 'a: 1\n', 'body', 4],
  ['---\na: 1\n---', 'closed', 'a: 1\n', '', 4],
  ['---\n---\nbody', 'closed', '', 'body', 3],
  ['---\na: ---\n---\nb\n---\n', 'closed', 'a: ---\n', 'b\n---\n', 4],
  ['---\na: x\u2028---\nb: 1\n---\n', 'closed', 'a: x\u2028---\nb: 1\n', '', 5],
  ['# Title\n---\n', 'none', '', '# Title\n---\n', 1],
  ['\uFEFF# Title', 'none', '', '# Title', 1],
  ['----\na: 1\n---\n', 'none', '', '----\na: 1\n---\n', 1],
  ['---\na: 1\n', 'open', '', '---\na: 1\n', 1],
  ['---', 'none', '', '---', 1],
  ['', 'none', '', '', 1],
])('%j is split', (text, frontmatter, yaml, body, bodyLine) => {
  const split = splitFrontmatter(text);
  expect({ ...split, yamlStart: 0, yamlEnd: 0, yamlLine: 0, bodyStart: 0 }).toEqual({
    frontmatter,
    yaml,
    body,
    bodyLine,
    yamlStart: 0,
    yamlEnd: 0,
    yamlLine: 0,
    bodyStart: 0,
  });
  expect(text.slice(split.yamlStart, split.yamlEnd)).toBe(yaml);
  expect(text.slice(split.bodyStart)).toBe(body);
});
