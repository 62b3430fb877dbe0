import { stripControl } from '../../core/strip-control.ts';

const breaks = /[\n\t]/;
/** What nearly every text is. */
const plain = /^[ -~]*$/;

/** Text on one line, free of control characters: line breaks and tabs become a space. */
export function oneLine(text: string): string {
  if (plain.test(text)) return text;
  const clean = stripControl(text);
  return breaks.test(clean) ? clean.replace(/[\n\t ]+/g, ' ').trim() : clean;
}
