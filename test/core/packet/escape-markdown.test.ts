import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { expect, test } from 'vitest';
import { escapeInline, escapeMarkdown, escapeProse } from '../../../src/core/packet/escape-markdown.ts';
import { formatMarkdown } from '../../../src/core/packet/format-markdown.ts';
import { makeSamplePacket } from './sample-packet.ts';

// As a forge reads it: HTML counts, and addresses become links by themselves.
const forge = new MarkdownIt({ html: true, linkify: true });

/** What somebody reads, without the comments that nobody sees. */
const read = (markdown: string): string => forge.renderInline(markdown).replaceAll('<!-- -->', '');
const decode = (html: string): string =>
  html.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');

test.each([
  '<script>x</script> <!-- y --> <img src=x>',
  '**bold** __bold__ *i* _i_ ~~s~~ `code` ``',
  '[link](https://evil.example) ![image](https://evil.example/i.png) [a]: b',
  '# heading',
  '- item',
  '1. item',
  '2) item',
  '+ item',
  '=== under',
  '> quote',
  '| a | b |',
  '&lt; &#60; \\< \\',
  'https://evil.example www.evil.example mailto:a@b.cc',
  '$x$',
])('%s is read as it is written', (text) => {
  for (const way of [escapeMarkdown, (one: string) => escapeProse(one).replace(/^\*\*.*/, '')]) {
    expect(forge.render(way(text))).not.toMatch(
      /<(?!p>|\/p>|!-- -->|code>|\/code>|strong>|\/strong>|\/?[ou]l|\/?li|\/?h\d>|\/?table|\/?t)/,
    );
  }
  expect(decode(read(escapeMarkdown(text)))).toBe(text);
});

test('whatever somebody writes, one line of it stays one line of text', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'ab1 -+=#*_`<>[]()!|~$&\\.:/@\n\t') }), (text) => {
      const plain = text.replace(/\s+/g, ' ').trim();
      const html = forge.render(`- x ${escapeMarkdown(text)}`).replaceAll('<!-- -->', '');
      expect(decode(html)).toBe(`<ul>\n<li>${`x ${plain}`.trim()}</li>\n</ul>\n`);
    }),
  );
});

test('nobody is called, no issue is referred to, and no address becomes a link', () => {
  const escaped = escapeInline('@alice fixes #12, o/r#3, GH-4, https://evil.example, www.evil.example, **@bob**');
  expect(escaped).not.toMatch(/[@#]\w|:\/\/|GH-|www\./);
});

test('code and strong words are kept, and what stands in code cannot leave it', () => {
  expect(escapeInline('a `b` **c** ``d ` e`` `*`')).toBe('a `b` **c** `` d ` e `` `*`');
  expect(forge.renderInline(escapeInline('`</code><script>`'))).toBe('<code>&lt;/code&gt;&lt;script&gt;</code>');
});

test('tables, lists and code keep their form, and a bar in code does not make a cell', () => {
  const text =
    '# Head\n\n| a | b |\n|---|:-:|\n| `x \\| y` | <b> |\n\n- one\n  - two\n1. three\n\n```js\n</script> @alice\n```\n\n    indented @bob\n';
  const html = forge.render(escapeProse(text));
  expect(html).toContain('<strong>Head</strong>');
  expect(html).toContain('<code>x | y</code></td>');
  expect(html).toContain('&lt;b&gt;');
  expect(html).toContain('<pre><code>&lt;/script&gt; @alice\n</code></pre>');
  expect(html).toContain('<pre><code>indented @bob\n</code></pre>');
  expect(html.match(/<li>/g)).toHaveLength(3);
});

test('in a whole packet hostile text makes no element of its own', () => {
  const hostile = `</details> <script>x</script> <img src=x onerror=y> [a](javascript:x) ![b](https://evil.example/b) @alice #12 https://evil.example\u202e\u0007`;
  const html = forge.render(formatMarkdown(makeSamplePacket((plain) => `${plain} ${hostile}`)));
  expect(html).not.toMatch(/<(?:script|img|a|details|\/details)\b/);
  expect(html.replace(/<(pre|code)\b[\s\S]*?<\/\1>/g, '')).not.toMatch(/@alice|#12/);
  expect(html).toContain('⟨U+202E⟩');
  expect(html).not.toContain('\u202e');
});
