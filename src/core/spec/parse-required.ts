import { type FrontmatterReader, isAbsent } from './frontmatter-reader.ts';

const words: Readonly<Record<string, boolean>> = {
  true: true,
  yes: true,
  on: true,
  false: false,
  no: false,
  off: false,
};

/**
 * Reads whether something is required, `name` as the user knows it. What cannot be read counts as required: a gate must
 * not open because of a typing slip.
 */
export function parseRequired(
  value: unknown,
  place: { readonly key: string; readonly name: string; readonly reader: FrontmatterReader },
): boolean {
  if (isAbsent(value)) return false;
  const word = typeof value === 'string' ? value.trim().toLowerCase() : '';
  const known = Object.hasOwn(words, word) ? words[word] : undefined;
  if (known !== undefined) return known;
  const message = `\`${place.name}\` must be \`true\` or \`false\``;
  place.reader.report({ severity: 'error', rule: 'bad-value', message, suggestion: null }, place.key);
  return true;
}
