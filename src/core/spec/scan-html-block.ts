/**
 * What ends the block of HTML that begins with this line: a pattern that one of its lines (this one included) holds,
 * or `blank` for a blank line. Null: no HTML begins here. `inParagraph`: a paragraph is open, which a lone inline tag
 * does not end.
 */
export function htmlBlockEnd(text: string, inParagraph: boolean): RegExp | 'blank' | null {
  if (!text.startsWith('<')) return null;
  for (const [start, end] of ENDED_BY_TEXT) if (start.test(text)) return end;
  if (BLOCK_TAG.test(text)) return 'blank';
  return !inParagraph && LONE_TAG.test(text) ? 'blank' : null;
}

const ENDED_BY_TEXT: readonly (readonly [RegExp, RegExp])[] = [
  [/^<!--/, /-->/],
  [/^<(?:pre|script|style|textarea)(?=[\s>]|$)/i, /<\/(?:pre|script|style|textarea)>/i],
  [/^<\?/, /\?>/],
  [/^<![A-Z]/i, />/],
  [/^<!\[CDATA\[/, /\]\]>/],
];

const BLOCK_TAG =
  /^<\/?(?:address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr|track|ul)(?=\s|\/?>|$)/i;

const LONE_TAG =
  /^(?:<[a-z][a-z0-9-]*(?:\s+[a-z_:][\w.:-]*(?:\s*=\s*(?:[^\s"'=<>`]+|'[^']*'|"[^"]*"))?)*\s*\/?>|<\/[a-z][a-z0-9-]*\s*>)\s*$/i;
