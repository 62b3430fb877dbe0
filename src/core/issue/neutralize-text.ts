import { stripControl } from '../strip-control.ts';

/** Unicode tags, zero-width characters and such: text that a person does not see and an agent reads. */
const invisible = /[\u00ad\u180e\u200b\u200e\u200f\u2060-\u2064\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]/gu;
// Neither pattern can begin inside of its own match: hostile text takes no longer than other text.
const markdownImage = /!\[([^[\]\n]{0,500})\]\([ \t]{0,9}<?([^\s()<>]{1,2000})>?(?:[ \t][^()\n]{0,300})?\)/g;
const htmlImage = /<(?:img|source|video)\b[^<>]{0,2000}>/gi;

/**
 * Makes what a stranger wrote fit to stand in a file of ours: no control characters, none that nobody sees, images as
 * links (nothing is fetched by whoever looks at it), LF line breaks. It remains to be fenced.
 */
export function neutralizeText(text: string): string {
  return stripControl(text.replace(/\r\n?/g, '\n'))
    .replace(invisible, '')
    .replace(markdownImage, '[image: $1]($2)')
    .replace(htmlImage, (tag) => `[image](${/\bsrc\s*=\s*["']?([^"'\s>]+)/i.exec(tag)?.[1] ?? ''})`);
}

/** At most `limit` characters of a text, cut between characters and preferably between lines. */
export function boundText(text: string, limit: number): { readonly text: string; readonly cut: boolean } {
  if (text.length <= limit) return { text, cut: false };
  const line = text.lastIndexOf('\n', limit);
  const end = line > limit - 500 ? line : limit;
  // Half of a surrogate pair is no character.
  return { text: text.slice(0, end).replace(/[\ud800-\udbff]$/, ''), cut: true };
}
