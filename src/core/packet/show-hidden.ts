/*
 * Control characters but tab and line feed, characters that nobody sees or that reorder what stands around them
 * (zero-width, bidirectional, tags, fillers), separators of lines, what is no character, lone halves of pairs.
 * The selector that makes a heart red is the one of its kind that people type.
 */
const hidden = /(?![\t\n])\p{Cc}|(?!\ufe0f)\p{DI}|[\u2028\u2029\ufff9-\ufffb\ufdd0-\ufdef\ufffe\uffff]|\p{Cs}/gu;

/** Whether a text holds characters that nobody sees, or that make it look like another. */
export function hasHidden(text: string): boolean {
  return text.search(hidden) !== -1;
}

/**
 * Makes visible what nobody sees: each such character becomes its number, `⟨U+202E⟩`, so that text in a page says what
 * it is and can neither reorder its line nor reach a terminal. Line breaks become LF.
 */
export function showHidden(text: string): string {
  return text.replace(/\r\n/g, '\n').replace(hidden, (one) => {
    const code = one.codePointAt(0) ?? 0;
    return `⟨U+${code.toString(16).toUpperCase().padStart(4, '0')}⟩`;
  });
}
