import { expect, test } from 'vitest';
import { parsePackedRefs, parseReflogText, parseRefText } from '../../../src/core/clone/parse-refs.ts';

const one = '1'.repeat(40);
const two = '2'.repeat(40);

test.each([
  [`${one}\n`, { commit: one }],
  ['2'.repeat(64), { commit: '2'.repeat(64) }],
  ['ref: refs/heads/main\n', { ref: 'refs/heads/main' }],
  ['ref: refs/../../etc/passwd', null],
  ['ref: HEAD', null],
  [one.slice(1), null],
  ['', null],
])('a ref that says %j', (text, says) => {
  expect(parseRefText(text)).toEqual(says);
});

test('of packed refs every entry counts, and nothing else', () => {
  const text = `# pack-refs with: peeled\n${one} refs/heads/main\n${two} refs/tags/v1\n^${one}\n${two} HEAD\nrubbish\n`;
  expect([...parsePackedRefs(text)]).toEqual([
    ['refs/heads/main', one],
    ['refs/tags/v1', two],
  ]);
});

test('a log names what a ref has been, newest first and each once', () => {
  const zero = '0'.repeat(40);
  const line = (to: string): string => `${zero} ${to} A <a@b> 1700000000 +0000\tcommit: x\n`;
  expect(parseReflogText(line(one) + line(two) + line(zero) + line(two) + 'rubbish\n')).toEqual([two, one]);
});
