import { neutralizeText } from '../issue/neutralize-text.ts';

/** A character of no width: between a sign and a name no forge makes a link, and nobody is told. */
const gap = '&#8203;';

/**
 * Makes a text fit for a pull request of ours, whoever wrote it: nothing in it is HTML, calls a person (`@ada`), or makes
 * an issue of another project point here (`#12`, an address): upstream is to see nothing of a staging.
 */
export function calmText(text: string): string {
  return (
    neutralizeText(text)
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      // All at once: the sign itself holds a `#` before a digit.
      .replace(/@(?=\w)|#(?=\d)|\bhttps?:(?=\/\/)|\bGH-(?=\d)/gi, (sign) => `${sign}${gap}`)
  );
}

/**
 * The same for what stands where nothing can be escaped, on one line: the subject of a commit, which forges read for
 * people and issues wherever it comes to lie, and the title of a pull request, which becomes one when it is merged.
 */
export function calmLine(text: string): string {
  return neutralizeText(text)
    .replace(/\bhttps?:\/\/(?=\S)/gi, '')
    .replace(/@(?=\w)|#(?=\d)/g, '')
    .replace(/\bGH-(?=\d)/gi, '')
    .replace(/\s+/g, ' ')
    .trim();
}
