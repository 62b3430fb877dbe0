/** Words of how the fix was made, which tell somebody of the original project nothing. */
const internal =
  /\bchant\b|\.chant\b|\bspecs?\b|\bgates?\b|\bcriteri(?:on|a)\b|\bimpact map\b|\broot cause document\b|\bresearch\b|\bhypothes[ei]s\b|\bagents?\b|\bworktrees?\b|\bworkspace\b|\bstaging\b|\bprompts?\b|\btarget files\b|\bprovider\b/i;

/** Whether a text speaks of how the fix was made. */
export function isInternal(text: string): boolean {
  return internal.test(text);
}

/** The text without the sentences, and without the blocks of code, that speak of how the fix was made. */
export function dropInternal(text: string): string {
  const paragraphs = text.replace(/\r\n?/g, '\n').split(/\n{2,}/);
  return paragraphs
    .map(dropFrom)
    .filter((paragraph) => paragraph.trim() !== '')
    .join('\n\n');
}

function dropFrom(paragraph: string): string {
  if (!isInternal(paragraph)) return paragraph;
  if (/^(?: {4}|\t|\s*(?:```|~~~|\|))/.test(paragraph)) return '';
  const lines = /^\s*(?:[-*+]|\d+[.)])\s/m.test(paragraph) ? paragraph.split('\n') : [paragraph.replaceAll('\n', ' ')];
  return lines
    .map((line) =>
      line
        .split(/(?<=[.;!?])\s+/)
        .filter((sentence) => !isInternal(sentence))
        .join(' '),
    )
    .filter((line) => /\w/.test(line))
    .join('\n');
}
