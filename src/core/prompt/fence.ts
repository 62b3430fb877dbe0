/**
 * Puts text between fences that nothing in it can close: longer than any run of backticks that it holds.
 * What stands between them is data, whatever it says.
 */
export function fence(text: string): string {
  const runs = text.match(/`+/g) ?? [];
  const longest = runs.reduce((length, run) => Math.max(length, run.length), 2);
  const mark = '`'.repeat(longest + 1);
  return `${mark}\n${text.endsWith('\n') || text === '' ? text : `${text}\n`}${mark}`;
}

/** A path, command or other short text inside a sentence: one line, which cannot leave its quotes. */
export function quoteInline(text: string): string {
  const line = text.replace(/\s*[\r\n]+\s*/g, ' ');
  const runs = line.match(/`+/g) ?? [];
  const mark = '`'.repeat(runs.reduce((length, run) => Math.max(length, run.length), 0) + 1);
  return mark.length === 1 ? `\`${line}\`` : `${mark} ${line} ${mark}`;
}
