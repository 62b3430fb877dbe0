/**
 * Splits a command line into its words as a shell would, and does nothing else that a shell does: blanks separate,
 * single quotes keep all, double quotes keep blanks, a backslash keeps the next character (between double quotes
 * only before `"` and `\`). `"my editor" --wait` gives `my editor` and `--wait`. null: a quote is left open.
 */
export function splitWords(line: string): string[] | null {
  const words: string[] = [];
  let word: string | null = null;
  let at = 0;
  while (at < line.length) {
    const char = line[at] ?? '';
    if (char === "'" || char === '"') {
      const quoted = readQuoted(line, at);
      if (quoted === null) return null;
      word = (word ?? '') + quoted.text;
      at = quoted.next;
    } else if (/\s/.test(char)) {
      if (word !== null) words.push(word);
      word = null;
      at += 1;
    } else {
      const escaped = char === '\\' && at + 1 < line.length;
      word = (word ?? '') + (escaped ? (line[at + 1] ?? '') : char);
      at += escaped ? 2 : 1;
    }
  }
  return word === null ? words : [...words, word];
}

/** `start` is the opening quote; `next` stands behind the closing one. */
function readQuoted(line: string, start: number): { text: string; next: number } | null {
  const quote = line[start];
  let text = '';
  for (let at = start + 1; at < line.length; at += 1) {
    const char = line[at] ?? '';
    if (char === quote) return { text, next: at + 1 };
    const after = line[at + 1];
    const escaped = quote === '"' && char === '\\' && (after === '"' || after === '\\');
    text += escaped ? after : char;
    if (escaped) at += 1;
  }
  return null;
}
