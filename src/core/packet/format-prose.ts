import MarkdownIt, { type Token } from 'markdown-it';
import { boundText } from '../issue/neutralize-text.ts';
import { escapeHtml, isWebAddress, link, Markup, markup } from './markup.ts';
import { showHidden } from './show-hidden.ts';
import { wordCut } from './word-cut.ts';

/** Characters of one text that a page shows. */
const longest = 20_000;

const parser = makeParser();

/**
 * Markdown that an agent or a person wrote, as HTML. Raw HTML in it is text. A link says where it leads, and leads only
 * to the web; an image is only named, so that nothing is fetched. A text that is too long is cut, and says so.
 */
export function formatProse(text: string): Markup {
  // A generous piece first: what nobody will see costs nothing.
  const { text: shown, cut } = boundText(showHidden(text.slice(0, longest + 1)), longest);
  const html = new Markup(parser.render(shown));
  return cut ? markup`${html}<p class="cut">${wordCut(text.length, shown.length)}</p>` : html;
}

/** One line of it: a cell, a criterion, the item of a list. */
export function formatLine(text: string): Markup {
  return new Markup(parser.renderInline(showHidden(text.slice(0, 2000)).replace(/\s+/g, ' ')));
}

function makeParser(): InstanceType<typeof MarkdownIt> {
  const made = new MarkdownIt({ html: false, linkify: false, typographer: false });
  made.validateLink = isWebAddress;
  const code = (tokens: readonly Token[], index: number): string =>
    `<pre><code>${escapeHtml(tokens[index]?.content ?? '')}</code></pre>\n`;
  // Elements without attributes: what stands in them was written by others, and nothing but text comes of it.
  Object.assign(made.renderer.rules, {
    image: (tokens: readonly Token[], index: number) => escapeHtml(`[image: ${tokens[index]?.content ?? ''}]`),
    // The address stands where it can be read, and only the address can be followed.
    link_open: () => '',
    link_close: (tokens: readonly Token[], index: number) => {
      const open = tokens.slice(0, index).findLastIndex((token) => token.type === 'link_open');
      const address = String(tokens[open]?.attrGet('href') ?? '');
      return tokens[open]?.markup === 'autolink' ? '' : ` (${link(address).html})`;
    },
    heading_open: () => '<p class="sub">',
    heading_close: () => '</p>\n',
    hr: () => '',
    fence: code,
    code_block: code,
    th_open: () => '<th scope="col">',
    td_open: () => '<td>',
  });
  return made;
}
