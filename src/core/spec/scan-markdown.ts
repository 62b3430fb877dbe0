import { htmlBlockEnd } from './scan-html-block.ts';

/** A line of markdown that means something to a spec; code, HTML, quotes and blank lines are left out. */
export type MarkdownLine =
  /** `top`: not inside a list item. */
  | {
      readonly kind: 'heading';
      readonly level: number;
      readonly text: string;
      readonly line: number;
      readonly top: boolean;
    }
  /** First line of a list item; `start` is the offset of its text (after the bullet). */
  | { readonly kind: 'item'; readonly text: string; readonly line: number; readonly start: number }
  /** A line of a paragraph; `continues`: it goes on with the paragraph, or the item, of the line before. */
  | { readonly kind: 'text'; readonly text: string; readonly line: number; readonly continues: boolean };

interface Fence {
  readonly mark: string;
  readonly length: number;
}

interface Scan {
  readonly lines: MarkdownLine[];
  /** Columns at which the contents of the open list items begin, outermost first. */
  readonly items: number[];
  fence: Fence | null;
  html: RegExp | 'blank' | null;
  /** Index in `lines` where the open paragraph began; null when no paragraph is open. */
  paragraph: number | null;
  /** The open paragraph is inside a quote. */
  quoted: boolean;
  /** Line of the last bullet with nothing after it: its text may stand on the next line. */
  emptyItem: number | null;
}

/** One line of the file and where the reader stands in it. */
interface Cursor {
  readonly text: string;
  readonly line: number;
  /** Offset of `text` in the file. */
  readonly offset: number;
  /** Index of the next character, which is no blank. */
  at: number;
  /** The column of that character, tabs counted to the next multiple of four. */
  column: number;
}

const BULLET = /^(?:[-+*]|\d{1,9}[.)])(?=[ \t]|$)/;
const RULE = /^([-*_])(?:[ \t]*\1){2,}[ \t]*$/;
const HEADING = /^(#{1,6})(?:[ \t]+(.*?))??(?:[ \t]+#+)?[ \t]*$/;
const FENCE = /^(?:(`{3,})[^`]*|(~{3,}).*)$/;
const UNDERLINE = /^(?:=+|-+)[ \t]*$/;

/**
 * Reads the block structure of markdown as CommonMark defines it, as far as a spec needs it: headings, list items and
 * paragraphs, told apart from fenced and indented code, HTML and quotes. One pass, no tree: thousands of specs are read
 * at every command.
 * `startLine` and `startOffset` say where `text` begins in its file; lines and offsets in the result are the file's.
 */
export function scanMarkdown(text: string, startLine: number, startOffset: number): MarkdownLine[] {
  return scanFrom({ text, startLine, startOffset }, () => false);
}

/** As `scanMarkdown`, no further than a line that is enough; its lines and offsets are those of `text`. */
export function scanUntil(text: string, isEnough: (line: MarkdownLine) => boolean): MarkdownLine[] {
  return scanFrom({ text, startLine: 1, startOffset: 0 }, isEnough);
}

interface Source {
  readonly text: string;
  readonly startLine: number;
  readonly startOffset: number;
}

function scanFrom({ text, startLine, startOffset }: Source, isEnough: (line: MarkdownLine) => boolean): MarkdownLine[] {
  const scan: Scan = {
    lines: [],
    items: [],
    fence: null,
    html: null,
    paragraph: null,
    quoted: false,
    emptyItem: null,
  };
  let line = startLine;
  for (let from = 0; from < text.length; line += 1) {
    const end = text.indexOf('\n', from);
    const next = end === -1 ? text.length : end;
    const stop = next > from && text.charCodeAt(next - 1) === 13 ? next - 1 : next;
    const cursor: Cursor = { text: text.slice(from, stop), line, offset: startOffset + from, at: 0, column: 0 };
    skipBlanks(cursor);
    scanLine(scan, cursor);
    from = next + 1;
    const last = scan.lines.at(-1);
    if (last !== undefined && isEnough(last)) break;
  }
  return scan.lines;
}

function skipBlanks(cursor: Cursor): void {
  for (; cursor.at < cursor.text.length; cursor.at += 1) {
    const code = cursor.text.charCodeAt(cursor.at);
    if (code === 9) cursor.column += 4 - (cursor.column % 4);
    else if (code === 32) cursor.column += 1;
    else return;
  }
}

function scanLine(scan: Scan, cursor: Cursor): void {
  const blank = cursor.at === cursor.text.length;
  // A fence or a piece of HTML ends with the list item that it stands in.
  const inside = blank || cursor.column >= contentColumn(scan);
  if (inside && scan.fence !== null) scanFenced(scan, scan.fence, cursor);
  else if (inside && scan.html !== null) scanHtml(scan, scan.html, cursor);
  else scanOpen(scan, cursor, blank);
}

function scanOpen(scan: Scan, cursor: Cursor, blank: boolean): void {
  scan.fence = null;
  scan.html = null;
  if (blank) {
    scanBlank(scan, cursor);
    return;
  }
  if (isContinuation(scan, cursor)) {
    pushText(scan, cursor);
    return;
  }
  while (scan.items.length > 0 && cursor.column < contentColumn(scan)) {
    scan.items.pop();
    scan.emptyItem = null;
    closeParagraph(scan);
  }
  while (stepOverBullet(scan, cursor)) {
    // `- - [ ] x` is a list in a list.
  }
}

function contentColumn(scan: Scan): number {
  return scan.items.at(-1) ?? 0;
}

function scanBlank(scan: Scan, cursor: Cursor): void {
  scan.paragraph = null;
  scan.quoted = false;
  // A list item may begin with one blank line at most.
  if (scan.emptyItem === cursor.line - 1) scan.items.pop();
  scan.emptyItem = null;
}

function scanFenced(scan: Scan, fence: Fence, cursor: Cursor): void {
  if (cursor.column - contentColumn(scan) >= 4) return;
  const rest = cursor.text.slice(cursor.at).trimEnd();
  if (rest.length >= fence.length && rest === fence.mark.repeat(rest.length)) scan.fence = null;
}

function scanHtml(scan: Scan, end: RegExp | 'blank', cursor: Cursor): void {
  const over = end === 'blank' ? cursor.at === cursor.text.length : end.test(cursor.text);
  if (over) scan.html = null;
}

/** Text that goes on with the open paragraph, be it indented deeply or less than its list item ("lazy"). */
function isContinuation(scan: Scan, cursor: Cursor): boolean {
  if (scan.paragraph === null) return false;
  const depth = cursor.column - contentColumn(scan);
  if (depth >= 4) return true;
  return (depth < 0 || scan.quoted) && !startsBlock(cursor.text.slice(cursor.at));
}

function startsBlock(rest: string): boolean {
  return (
    rest.startsWith('>') ||
    BULLET.test(rest) ||
    RULE.test(rest) ||
    HEADING.test(rest) ||
    FENCE.test(rest) ||
    htmlBlockEnd(rest, true) !== null
  );
}

/** Takes in what begins at the cursor. True where it was a bullet, and the cursor stands behind it. */
function stepOverBullet(scan: Scan, cursor: Cursor): boolean {
  const code = cursor.column - contentColumn(scan) >= 4;
  if (!code && isLetter(cursor.text.charCodeAt(cursor.at))) {
    pushText(scan, cursor);
    return false;
  }
  const rest = cursor.text.slice(cursor.at);
  if (!code && scan.paragraph !== null && !scan.quoted && UNDERLINE.test(rest)) {
    underline(scan, rest);
    return false;
  }
  if (code || RULE.test(rest)) {
    closeParagraph(scan);
    return false;
  }
  const bullet = BULLET.exec(rest)?.[0];
  if (bullet !== undefined && mayStartItem(scan, rest, bullet)) return openItem(scan, cursor, bullet);
  scanLeaf(scan, cursor, rest);
  return false;
}

/** Nothing but a paragraph begins with a letter, and most lines do: they are spared the patterns. */
function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
}

/** A paragraph is not broken off by an empty bullet, nor by a number other than 1 ("in\n2026. It was"). */
function mayStartItem(scan: Scan, rest: string, bullet: string): boolean {
  if (scan.paragraph === null || scan.quoted) return true;
  if (rest.slice(bullet.length).trim() === '') return false;
  return bullet.length === 1 || Number.parseInt(bullet, 10) === 1;
}

/** Steps over the bullet. False where nothing (or only code) stands behind it. */
function openItem(scan: Scan, cursor: Cursor, bullet: string): boolean {
  closeParagraph(scan);
  cursor.at += bullet.length;
  cursor.column += bullet.length;
  const afterBullet = cursor.column;
  skipBlanks(cursor);
  const empty = cursor.at === cursor.text.length;
  const blanks = cursor.column - afterBullet;
  scan.items.push(empty || blanks > 4 ? afterBullet + 1 : cursor.column);
  scan.emptyItem = empty ? cursor.line : null;
  return !empty && blanks <= 4;
}

function scanLeaf(scan: Scan, cursor: Cursor, rest: string): void {
  const heading = HEADING.exec(rest);
  if (heading !== null) {
    closeParagraph(scan);
    const top = scan.items.length === 0;
    scan.lines.push({
      kind: 'heading',
      level: heading[1]?.length ?? 1,
      text: heading[2] ?? '',
      line: cursor.line,
      top,
    });
    return;
  }
  const fence = FENCE.exec(rest);
  if (fence !== null) {
    closeParagraph(scan);
    const marks = fence[1] ?? fence[2] ?? '';
    scan.fence = { mark: marks.charAt(0), length: marks.length };
    return;
  }
  const end = htmlBlockEnd(rest, scan.paragraph !== null);
  if (end !== null) {
    closeParagraph(scan);
    scan.html = end === 'blank' || !end.test(rest) ? end : null;
    return;
  }
  if (rest.startsWith('>')) {
    scan.paragraph = scan.lines.length;
    scan.quoted = true;
    return;
  }
  pushText(scan, cursor);
}

function closeParagraph(scan: Scan): void {
  scan.paragraph = null;
  scan.quoted = false;
}

function pushText(scan: Scan, cursor: Cursor): void {
  if (scan.quoted && scan.paragraph !== null) return;
  const text = cursor.text.slice(cursor.at).trimEnd();
  const continues = scan.paragraph !== null;
  scan.paragraph ??= scan.lines.length;
  const first = cursor.text.slice(0, cursor.at).trim() !== '' || scan.emptyItem === cursor.line - 1;
  if (first) scan.lines.push({ kind: 'item', text, line: cursor.line, start: cursor.offset + cursor.at });
  else scan.lines.push({ kind: 'text', text, line: cursor.line, continues });
}

/** `===` or `---` below a paragraph makes it a heading. */
function underline(scan: Scan, rest: string): void {
  const lines = scan.lines.splice(scan.paragraph ?? scan.lines.length);
  closeParagraph(scan);
  const text = lines.map((line) => line.text).join(' ');
  const line = lines[0]?.line ?? 1;
  scan.lines.push({ kind: 'heading', level: rest.startsWith('=') ? 1 : 2, text, line, top: scan.items.length === 0 });
}
