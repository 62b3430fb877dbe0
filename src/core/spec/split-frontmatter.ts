/** Where a file's frontmatter and body are. All offsets are UTF-16 offsets into the text that was given. */
export interface SplitText {
  /** `none`: the file does not begin with `---`. `open`: it does, but no line ends the frontmatter. */
  readonly frontmatter: 'closed' | 'none' | 'open';
  /** Text between the two `---` lines, its last line break included; empty unless `closed`. */
  readonly yaml: string;
  readonly yamlStart: number;
  readonly yamlEnd: number;
  /** 1-based line of the file on which `yaml` begins. */
  readonly yamlLine: number;
  /** All after the closing line; the whole text (without a byte order mark) where there is no frontmatter. */
  readonly body: string;
  readonly bodyStart: number;
  /** 1-based line of the file on which `body` begins. */
  readonly bodyLine: number;
}

const OPENING = /^---[ \t]*\r?\n/;
/** `...` ends a YAML document too, and other tools write it. Tried at the beginning of a line. */
const CLOSING = /(?:---|\.\.\.)[ \t]*(?:\r?\n|\r?(?![\s\S]))/y;

/**
 * Finds the YAML frontmatter of a markdown file:
 *
 *     ---            first line of the file; a byte order mark may stand before it
 *     type: code
 *     ---            `---` or `...`, blanks may follow
 *     # Title
 *
 * Line breaks may be LF or CRLF. Never fails.
 */
export function splitFrontmatter(text: string): SplitText {
  const start = text.startsWith('\uFEFF') ? 1 : 0;
  const opening = OPENING.exec(start === 0 ? text : text.slice(start));
  if (opening === null) return withoutFrontmatter(text, start, 'none');
  const yamlStart = start + opening[0].length;
  const closing = findClosing(text, yamlStart);
  if (closing === null) return withoutFrontmatter(text, start, 'open');
  const yaml = text.slice(yamlStart, closing.index);
  const bodyStart = closing.index + closing[0].length;
  return {
    frontmatter: 'closed',
    yaml,
    yamlStart,
    yamlEnd: closing.index,
    yamlLine: 2,
    body: text.slice(bodyStart),
    bodyStart,
    bodyLine: 3 + countLineBreaks(yaml),
  };
}

function findClosing(text: string, yamlStart: number): RegExpExecArray | null {
  for (let at = yamlStart; ; ) {
    const first = text.charCodeAt(at);
    CLOSING.lastIndex = at;
    // Most lines begin with a letter, which tells at once.
    const closing = first === 45 || first === 46 ? CLOSING.exec(text) : null;
    const end = closing === null ? text.indexOf('\n', at) : -1;
    if (end === -1) return closing;
    at = end + 1;
  }
}

function withoutFrontmatter(text: string, start: number, frontmatter: 'none' | 'open'): SplitText {
  return {
    frontmatter,
    yaml: '',
    yamlStart: start,
    yamlEnd: start,
    yamlLine: 1,
    body: text.slice(start),
    bodyStart: start,
    bodyLine: 1,
  };
}

function countLineBreaks(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}
