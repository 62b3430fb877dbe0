import { scanMarkdown, type MarkdownLine } from './scan-markdown.ts';
import { splitFrontmatter } from './split-frontmatter.ts';
import type { Criterion } from './spec.ts';

/** A criterion, and where the character between its brackets stands in the text. */
export interface LocatedCriterion extends Criterion {
  readonly tickOffset: number;
}

const CHECKBOX = /^\[([ xX])\][ \t]+(\S.*)$/;
const HEADING = /^acceptance criteria:?$/i;
const CHECK = /`check:([^`\s]+)`[.;]?$/;

/**
 * The criteria of a spec: the checkboxes below a heading `Acceptance Criteria` (any level, any case) until the next
 * heading of the same or a higher level. Checkboxes in code, quotes and HTML comments do not count; those of nested
 * lists do. `text` is the whole file; lines are the file's. The only place where this rule lives.
 */
export function extractCriteria(text: string): Criterion[] {
  const { body, bodyLine, bodyStart } = splitFrontmatter(text);
  return withoutPlaces(criteriaOf(scanMarkdown(body, bodyLine, bodyStart)));
}

/** Written out, because that is many times as fast as a rest of all keys but one. */
export function withoutPlaces(located: readonly LocatedCriterion[]): Criterion[] {
  return located.map(({ text, ticked, line, check }) => ({ text, ticked, line, check }));
}

/** As `extractCriteria`, of text that is scanned already, with the place of each tick. */
export function criteriaOf(lines: readonly MarkdownLine[]): LocatedCriterion[] {
  const found: LocatedCriterion[] = [];
  let level: number | null = null;
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index];
    if (line?.kind === 'heading' && line.top) level = levelAfter(line, level);
    if (line?.kind !== 'item' || level === null) continue;
    const box = CHECKBOX.exec(line.text);
    if (box === null) continue;
    const text = [box[2] ?? '', ...continuation(lines, index + 1)].join(' ').trim();
    const check = CHECK.exec(text)?.[1] ?? null;
    found.push({ text, ticked: box[1] !== ' ', line: line.line, check, tickOffset: line.start + 1 });
  }
  return found;
}

/** A body without the sections that hold its criteria. */
export function withoutCriteria(body: string): string {
  const levels = new Map<number, number | null>();
  let level: number | null = null;
  for (const line of scanMarkdown(body, 1, 0)) {
    if (line.kind !== 'heading' || !line.top) continue;
    level = levelAfter(line, level);
    levels.set(line.line, level);
  }
  let open = false;
  const kept = body.split('\n').filter((_, index) => {
    const after = levels.get(index + 1);
    if (after !== undefined) open = after !== null;
    return !open;
  });
  return kept.join('\n');
}

/** Level of the criteria heading that is open after this heading; null outside of criteria. */
function levelAfter(heading: { readonly level: number; readonly text: string }, open: number | null): number | null {
  if (open !== null && heading.level > open) return open;
  return HEADING.test(heading.text.replace(/[*_]/g, '').trim()) ? heading.level : null;
}

/** A criterion may be written over several lines. */
function continuation(lines: readonly MarkdownLine[], from: number): string[] {
  const texts: string[] = [];
  for (let index = from; index < lines.length; index += 1) {
    const line = lines[index];
    if (line?.kind !== 'text' || !line.continues) break;
    texts.push(line.text);
  }
  return texts;
}
