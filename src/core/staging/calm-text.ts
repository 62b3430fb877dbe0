import { neutralizeText } from '../issue/neutralize-text.ts';

/** A character of no width: between a sign and a name no forge makes a link, and nobody is told. */
const gap = '&#8203;';

/**
 * Makes a text fit for a pull request of ours, whoever wrote it: nothing in it is HTML, calls a person (`@ada`), or makes
 * an issue of another project point here (`#12`, an address): upstream is to see nothing of a staging.
 */
export function calmText(text: string): string {
  return neutralizeText(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replace(/@(?=\w)/g, `@${gap}`)
    .replace(/#(?=\d)/g, `#${gap}`)
    .replace(/\b(https?:)(?=\/\/)/gi, `$1${gap}`)
    .replace(/\b(GH-)(?=\d)/gi, `$1${gap}`);
}
