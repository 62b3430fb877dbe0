/** `refs/heads/main 3f9a809` -> the first word and the rest; the rest is empty when there is none. */
export function splitAtSpace(line: string): [string, string] {
  const space = line.indexOf(' ');
  return space < 0 ? [line, ''] : [line.slice(0, space), line.slice(space + 1)];
}
