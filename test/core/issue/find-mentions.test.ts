import { expect, test } from 'vitest';
import { findMentions } from '../../../src/core/issue/find-mentions.ts';

const place = { server: 'https://github.com', owner: 'acme', name: 'store' };
const find = (...texts: string[]) => findMentions(texts, place, { number: 1234 }).map(({ reference }) => reference);

test.each([
  ['fixes #12, see other/thing#3 and https://github.com/a/b/pull/7#x', ['acme/store#12', 'other/thing#3', 'a/b#7']],
  ['itself: #1234 and ACME/store#1234', []],
  ['twice #12 and acme/store#12', ['acme/store#12']],
  ['another forge https://evil.example/a/b/issues/7', []],
  ['`#1` and\n```\n#2\n```\n#3', ['acme/store#3']],
  ['an entity &#39; a colour #0ff a heading\n# 7 a word x#9', []],
  ['../..#1 -x/y#2', []],
])('%j', (text, expected) => {
  expect(find(text)).toEqual(expected);
});

test('a text of megabytes takes no longer than another, and gives a hundred', () => {
  const started = performance.now();
  expect(find('https://'.repeat(500_000), '#'.repeat(1_000_000))).toEqual([]);
  expect(find(Array.from({ length: 5000 }, (_, index) => `#${index + 1}`).join(' '))).toHaveLength(100);
  expect(performance.now() - started).toBeLessThan(3000);
});
