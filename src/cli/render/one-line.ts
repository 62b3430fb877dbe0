import { stripControl } from '../../core/strip-control.ts';

const breaks = /[\n\t]/;

/** Text on one line, free of control characters: line breaks and tabs become a space. */
export function oneLine(text: string): string {
  const clean = stripControl(text);
  return breaks.test(clean) ? clean.replace(/[\n\t ]+/g, ' ').trim() : clean;
}
