import MarkdownIt from 'markdown-it';
import { describe, expect, test } from 'vitest';
import { calmLine, calmText } from '../../../src/core/staging/calm-text.ts';

const gap = '\u200b';

describe('in a pull request', () => {
  test.each([
    ['cc @ada', `cc @${gap}ada`],
    ['@ada closes #1', `@${gap}ada closes #${gap}1`],
    ['fixes acme/store#2 and GH-3', `fixes acme/store#${gap}2 and GH-${gap}3`],
    ['HTTPS://github.com/a/b', `HTTPS:${gap}//github.com/a/b`],
    ['a <b>&#64;ada</b>', `a <b>&#${gap}64;ada</b>`],
  ])('%s is read as it was written, and nothing comes of it', (text, wanted) => {
    const page = new MarkdownIt({ html: true, linkify: true }).renderInline(calmText(text));
    expect(page).not.toMatch(/<|&lt;script/);
    const shown = page.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
    expect(shown).toBe(wanted);
  });
});

describe('where nothing can be escaped', () => {
  test.each([
    ['writes get lost @ada closes #1', 'writes get lost ada closes 1'],
    [
      'fixes acme/store#2, GH-3, https://github.com/acme/store/issues/4',
      'fixes acme/store2, 3, github.com/acme/store/issues/4',
    ],
    ['two\nlines \u001b[31mred\u202e', 'two lines red'],
    ['C# and a@ b', 'C# and a@ b'],
  ])('%s becomes %s', (text, wanted) => expect(calmLine(text)).toBe(wanted));
});
