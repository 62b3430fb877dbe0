import { describe, expect, test } from 'vitest';
import { stripControl } from '../../src/core/strip-control.ts';

describe('stripControl', () => {
  test.each([
    ['plain text', 'grün ✓ 你好 👩‍👩‍👧\n\tb', 'grün ✓ 你好 👩‍👩‍👧\n\tb'],
    ['colour', '\u001b[1;31mred\u001b[0m', 'red'],
    ['a private sequence', '\u001b[?25lhidden cursor', 'hidden cursor'],
    ['a window title closed by BEL', '\u001b]0;owned\u0007after', 'after'],
    ['a link closed by ST', '\u001b]8;;http://x\u001b\\text\u001b]8;;\u001b\\', 'text'],
    ['a device control string', '\u001bPq#0;1\u001b\\after', 'after'],
    ['an open window title: the text behind it stays', '\u001b]0;kept\nnext line', ']0;kept\nnext line'],
    ['eight-bit CSI', '\u009b31mred', 'red'],
    ['terminal reset', '\u001bcafter', 'after'],
    ['a character set', '\u001b(0after', 'after'],
    ['backspaces and carriage returns', 'good\b\b\b\bbad\rx', 'goodbadx'],
    ['CRLF', 'a\r\nb', 'a\nb'],
    ['bidirectional overrides', 'a\u202eb\u2066c\u2069', 'abc'],
    ['a lone escape at the end', 'a\u001b', 'a'],
    ['NUL and DEL', 'a\u0000b\u007f', 'ab'],
  ])('%s', (_title, text, expected) => {
    expect(stripControl(text)).toBe(expected);
  });

  test('leaves nothing that it removes, also where removing joins the pieces of another sequence', () => {
    const nested = `\u001b[\u001b[31m31mx${'\u001b]'.repeat(50_000)}`;
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must be gone
    expect(stripControl(nested)).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/);
  });
});
