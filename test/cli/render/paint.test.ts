import { expect, test } from 'vitest';
import { renderJson } from '../../../src/cli/render/json.ts';
import { paint, renderForTerminal } from '../../../src/cli/render/paint.ts';

test('a style is an escape sequence where there is colour, and nothing where there is none', () => {
  const text = `${paint('red', 'error:')} no`;
  expect(renderForTerminal(text, true)).toBe('\u001b[31merror:\u001b[0m no');
  expect(renderForTerminal(text, false)).toBe('error: no');
});

test('escape sequences that stand in the text itself never reach the terminal', () => {
  expect(renderForTerminal('\u001b]0;owned\u0007\u001b[2Ja\u202eb', true)).toBe('ab');
});

test('JSON escapes what a terminal would act on, and loses nothing', () => {
  const value = { text: '\u001b[2J\u009b31m\u202ex' };
  const line = renderJson(value);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
  expect(line).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
  expect(JSON.parse(line)).toEqual(value);
});
