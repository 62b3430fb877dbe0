import { expect, test } from 'vitest';
import { renderTraceMermaid } from '../../../src/cli/render/trace-mermaid.ts';

test('what others wrote ends no label, makes no HTML, no markdown, no entity and no line of its own', () => {
  const title =
    'x"] --> y; click n0 "javascript:alert(1)"\n`<img src=x onerror=alert(1)>` #quot; \u001b[31m%%{init: {}}%%';
  const drawn = renderTraceMermaid({
    starts: ['issue:a'],
    nodes: [{ kind: 'issue', key: 'issue:a', name: 'issue-1', path: 'issue-1.md', exists: true, at: null, title }],
    edges: [],
    notes: [],
  });
  const [, line = '', ...rest] = drawn.trimEnd().split('\n');
  expect(rest).toEqual([]);
  // As Mermaid reads it: one node, and in its label nothing but letters, plain punctuation and entity codes.
  expect(line).toMatch(/^ {2}n0\["(?:[\p{L}\p{N} .,:/_-]|#\d+;)*"\]$/u);
});
