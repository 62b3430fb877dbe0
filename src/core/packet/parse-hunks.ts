/** A file of a change. */
export interface DiffFile {
  readonly path: string;
  /** Path that it had before; null: the same, or it is new. */
  readonly was: string | null;
  readonly status: 'added' | 'modified' | 'deleted' | 'renamed' | 'type-changed';
  /** Its content is no text. */
  readonly binary: boolean;
  readonly added: number;
  readonly removed: number;
}

/** A run of changed lines with what stands around them. */
export interface Hunk {
  /** First and last line before the change, 1-based; last < first: nothing stood there. */
  readonly before: readonly [first: number, last: number];
  readonly after: readonly [first: number, last: number];
  /** Heading or function that it stands in, as git sees it; may be empty. */
  readonly heading: string;
  readonly lines: readonly DiffLine[];
  /** Lines that are not here: the hunk is too long. */
  readonly cut: number;
}

export interface DiffLine {
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string;
  /** 1-based; null where the line is not on that side. */
  readonly before: number | null;
  readonly after: number | null;
}

/**
 * Reads the hunks of one file from git's patch text; what stands before the first `@@` is left out.
 *
 *     @@ -14,9 +15,13 @@ export function openStore(path) {
 *        const entries = read(path);
 *     -  entries.set(key, value);
 *     +  return withLock(path, () => {
 *
 * A line beyond the numbers of its hunk's head belongs to no hunk, whatever it looks like.
 */
export function parseHunks(patch: string): readonly Hunk[] {
  const hunks: Hunk[] = [];
  const rows = patch.split('\n');
  for (let at = 0; at < rows.length; at += 1) {
    const head = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@ ?(.*)$/.exec(rows[at] ?? '');
    if (head === null) continue;
    const [, from = '', was = '1', to = '', is = '1', heading = ''] = head;
    const lines = readLines(rows.slice(at + 1), {
      from: Number(from),
      was: Number(was),
      to: Number(to),
      is: Number(is),
    });
    hunks.push({
      before: [Number(from), Number(from) + Number(was) - 1],
      after: [Number(to), Number(to) + Number(is) - 1],
      heading,
      lines,
      cut: 0,
    });
    at += lines.length;
  }
  return hunks;
}

/** Characters of one line that are shown; a longer one says how long it is. */
export const longestLine = 600;

/**
 * The hunks with at most so many lines of all of them together, and no more text than these usually have; each says how
 * many of its own are missing.
 */
export function boundHunks(hunks: readonly Hunk[], most: number): readonly Hunk[] {
  let left = most;
  let room = most * 100;
  return hunks.map((hunk) => {
    const fits = (line: DiffLine): boolean => {
      left -= 1;
      room -= Math.min(line.text.length, longestLine);
      return left >= 0 && room >= 0;
    };
    const end = hunk.lines.findIndex((line) => !fits(line));
    const lines = end === -1 ? hunk.lines : hunk.lines.slice(0, end);
    return { ...hunk, lines, cut: hunk.cut + hunk.lines.length - lines.length };
  });
}

interface Head {
  readonly from: number;
  readonly was: number;
  readonly to: number;
  readonly is: number;
}

function readLines(rows: readonly string[], { from, was, to, is }: Head): readonly DiffLine[] {
  const lines: DiffLine[] = [];
  let [before, after] = [from, to];
  for (const row of rows) {
    if (before >= from + was && after >= to + is) break;
    const text = row.slice(1);
    if (row.startsWith('-')) lines.push({ kind: 'removed', text, before: before++, after: null });
    else if (row.startsWith('+')) lines.push({ kind: 'added', text, before: null, after: after++ });
    else if (row.startsWith(' ') || row === '') lines.push({ kind: 'same', text, before: before++, after: after++ });
  }
  return lines;
}
