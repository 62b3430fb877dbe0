import { showHidden } from './show-hidden.ts';
import { wordCut } from './word-cut.ts';

/** A piece of HTML that is safe to stand in a page: made by `markup`, or of our own text alone. */
export class Markup {
  readonly html: string;
  constructor(html: string) {
    this.html = html;
  }
}

/** What may stand in a `${}` of `markup`: text is escaped, pieces of markup are not; null is nothing. */
export type Slot = string | number | Markup | readonly Slot[] | null;

/**
 * Writes HTML. Whatever is put in is text, wherever it comes from: it is escaped for an element's content and for an
 * attribute in double quotes, the only two places that templates have a slot in. Characters that nobody sees become
 * visible.
 *
 *     markup`<p title="${title}">${text}</p>`
 */
export function markup(parts: TemplateStringsArray, ...slots: readonly Slot[]): Markup {
  return new Markup(parts.map((part, index) => part + fill(slots[index] ?? null)).join(''));
}

function fill(slot: Slot): string {
  if (slot === null) return '';
  if (slot instanceof Markup) return slot.html;
  if (typeof slot === 'string' || typeof slot === 'number') return escapeHtml(bound(String(slot)));
  return slot.map(fill).join('');
}

/** Characters of one piece of text: whoever writes megabytes does not fill a page with them. */
const longest = 24_000;

function bound(text: string): string {
  return text.length <= longest ? text : `${text.slice(0, longest)}… ${wordCut(text.length, longest)}`;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text that can be nothing but text in HTML, in content and in quoted attributes. */
export function escapeHtml(text: string): string {
  return showHidden(text).replace(/[&<>"']/g, (one) => entities[one] ?? '');
}

/** A link to a page on the web, its address to be read; an address that is none of `http` or `https` stays text. */
export function link(address: string, text = address): Markup {
  if (!isWebAddress(address)) return markup`${text}`;
  return markup`<a href="${address}" rel="noopener noreferrer">${text}</a>`;
}

/** Whether an address is one that a page may lead to. */
export function isWebAddress(address: string): boolean {
  return /^https?:\/\/[^\s\\@/]+(?:\/\S*)?$/i.test(address);
}
