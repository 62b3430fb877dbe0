import { expect, test } from 'vitest';
import { oneLine } from '../../../src/cli/render/one-line.ts';

test.each([
  ['as it is  here', 'as it is  here'],
  ['one\r\n two\tthree\n', 'one two three'],
  ['\u001b[31mred\u001b[0m', 'red'],
])('%j is %j', (text, line) => {
  expect(oneLine(text)).toBe(line);
});
