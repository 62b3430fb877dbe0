import { expect, test } from 'vitest';
import { boundHunks, longestLine, parseHunks } from '../../../src/core/packet/parse-hunks.ts';

const patch = `diff --git a/src/store.js b/src/store.js
index 1..2 100644
--- a/src/store.js
+++ b/src/store.js
@@ -1,3 +1,4 @@ export function set
 one
--- two
+++ two
+three

@@ -9 +10,0 @@
-gone
\\ No newline at end of file
@@ -0,0 +20 @@ not of the hunk above
+new
`;

test('a hunk has the numbers of both sides, and a line is told by its first character alone', () => {
  const [first, second, third] = parseHunks(patch);
  expect(first).toMatchObject({ before: [1, 3], after: [1, 4], heading: 'export function set', cut: 0 });
  expect(first?.lines).toEqual([
    { kind: 'same', text: 'one', before: 1, after: 1 },
    { kind: 'removed', text: '-- two', before: 2, after: null },
    { kind: 'added', text: '++ two', before: null, after: 2 },
    { kind: 'added', text: 'three', before: null, after: 3 },
    { kind: 'same', text: '', before: 3, after: 4 },
  ]);
  expect(second).toMatchObject({ before: [9, 9], after: [10, 9], lines: [{ kind: 'removed', text: 'gone' }] });
  expect(third).toMatchObject({ before: [0, -1], after: [20, 20], lines: [{ kind: 'added', text: 'new' }] });
});

test('a line of a file that looks like the head of a hunk is a line', () => {
  const hunks = parseHunks('@@ -1,2 +1,2 @@\n-@@ -1,9 +1,9 @@\n+@@ -5 +5 @@ x\n same\n');
  expect(hunks).toHaveLength(1);
  expect(hunks[0]?.lines.map(({ text }) => text)).toEqual(['@@ -1,9 +1,9 @@', '@@ -5 +5 @@ x', 'same']);
});

test('of too many lines the first are kept, and each hunk says how many it lacks', () => {
  const long = parseHunks(`@@ -0,0 +1,6 @@\n${'+x\n'.repeat(6)}@@ -9 +15 @@\n-a\n+b\n`);
  expect(boundHunks(long, 4).map(({ lines, cut }) => [lines.length, cut])).toEqual([
    [4, 2],
    [0, 2],
  ]);
  expect(boundHunks(long, 8)).toEqual(long);
});

test('lines that are very long use up the room of many', () => {
  const wide = parseHunks(`@@ -0,0 +1,9 @@\n${`+${'x'.repeat(longestLine * 2)}\n`.repeat(9)}`);
  expect(boundHunks(wide, 9)[0]).toMatchObject({ cut: 8 });
});
