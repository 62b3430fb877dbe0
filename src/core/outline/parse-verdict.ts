import { stripControl } from '../strip-control.ts';
import { findSection, findTable, type Section } from './parse-sections.ts';

/** The heading below which comprehension says how the investigation goes on. */
export const verdictTitle = 'Verdict';

/** What comprehension makes of an issue. */
export type IssueVerdict =
  | { readonly kind: 'proceed' }
  /** Nothing is to be fixed. `words`: `not-a-bug`, `wont-fix`, `duplicate of #12`. */
  | { readonly kind: 'end'; readonly words: string; readonly reason: string }
  | { readonly kind: 'decompose'; readonly reason: string; readonly parts: readonly IssuePart[] };

/** One of several bugs in one issue. */
export interface IssuePart {
  /** Small letters, digits and dashes: for file names, labels and branches. */
  readonly name: string;
  /** One line each. */
  readonly title: string;
  readonly what: string;
}

/** A verdict as it was read, and what cannot be used of it, a line each. */
export interface ReadVerdict {
  readonly verdict: IssueVerdict;
  readonly troubles: readonly string[];
}

/**
 * Reads `## Verdict`. Without the heading, the investigation proceeds.
 *
 *     not-a-bug: the guide says that a batch is not atomic (`docs/guide.md:12`).
 *
 *     decompose: two bugs in one report.
 *
 *     | part | what |
 *     |---|---|
 *     | Lost writes | two writers of one key |
 *     | Stale reads | a read during a batch |
 *
 * The parts of an issue may be a list, too: `- Lost writes: two writers of one key`.
 */
export function parseVerdict(sections: readonly Section[]): ReadVerdict {
  const section = findSection(sections, verdictTitle);
  if (section === null) return { verdict: { kind: 'proceed' }, troubles: [] };
  const opening = readOpening(section);
  const match = opening === null ? null : pattern.exec(opening);
  if (match === null) return unusable(`say one of ${choices}, and then why`);
  const [whole, word = '', duplicate] = match;
  const reason = (opening ?? '').slice(whole.length).trim();
  if (/^proceed/i.test(word)) return { verdict: { kind: 'proceed' }, troubles: [] };
  if (/^decompose/i.test(word)) return readParts(section, reason);
  const words = duplicate === undefined ? normalize(word) : `duplicate of ${duplicate}`;
  if (duplicate === undefined && reason === '') return unusable(`say why: \`${words}: the reason\``);
  return { verdict: { kind: 'end', words, reason }, troubles: [] };
}

const choices = '`proceed`, `not-a-bug`, `wont-fix`, `duplicate of #12`, `decompose`';
const pattern =
  /^(proceeds?|not[- ]a[- ]bug|won[’']?t[- ]?fix|decomposed?|duplicate of (#[1-9]\d*|[\w.-]+\/[\w.-]+#[1-9]\d*|https?:\/\/[^\s,;]*[\w/]))(?![\w-])[\s.:,;–—-]*/i;

function normalize(word: string): string {
  return /^not/i.test(word) ? 'not-a-bug' : 'wont-fix';
}

function unusable(message: string): ReadVerdict {
  return { verdict: { kind: 'proceed' }, troubles: [`## ${verdictTitle}: ${message}`] };
}

/** The first paragraph on one line, without the marks of bold and code; null: there is none. */
function readOpening({ lines }: Section): string | null {
  const first = lines.findIndex(({ text }) => text !== '');
  if (first < 0) return null;
  const end = lines.findIndex(({ kind, text }, at) => at > first && (kind === 'item' || text.startsWith('|')));
  const paragraph = lines.slice(first, end < 0 ? undefined : end).map(({ text }) => text);
  return flatten(paragraph.join(' ')).slice(0, longestReason);
}

const longestReason = 500;
const longestTitle = 80;
const longestWhat = 300;
const longestName = 24;
/** More bugs in one report are no report. */
const mostParts = 12;

function flatten(text: string): string {
  return stripControl(text)
    .replace(/[*`]|\s+/g, (mark) => (mark.trim() === '' ? ' ' : ''))
    .trim();
}

interface Row {
  readonly title: string;
  readonly what: string;
  readonly line: number;
}

function readParts(section: Section, reason: string): ReadVerdict {
  const rows = readTable(section) ?? readList(section);
  const parts = rows.map(({ title, what }) => ({ name: nameOf(title), title, what }));
  const troubles = rows.flatMap(({ title, what, line }, at) => {
    const trouble = findTrouble({ name: nameOf(title), title, what }, parts.slice(0, at));
    return trouble === null ? [] : [`## ${verdictTitle}: line ${line}: ${trouble}`];
  });
  if (rows.length < 2 || rows.length > mostParts) {
    const wanted = `2 to ${mostParts} parts, each a row of a table with the columns part and what`;
    return unusable(`\`decompose\` names ${wanted}; ${rows.length === 0 ? 'none is' : `${rows.length} are`} there`);
  }
  return { verdict: { kind: 'decompose', reason, parts }, troubles };
}

function readTable(section: Section): Row[] | null {
  const table = findTable(section);
  if (table === null || !table.columns.includes('part') || !table.columns.includes('what')) return null;
  const cell = (cells: readonly string[], column: string): string => cells[table.columns.indexOf(column)] ?? '';
  return table.rows.map(({ cells, line }) => buildRow(cell(cells, 'part'), cell(cells, 'what'), line));
}

function readList({ lines }: Section): Row[] {
  return lines.flatMap(({ kind, text, line }) => {
    if (kind !== 'item') return [];
    const [, title = '', what = ''] = /^(.*?)(?::|\s[–—-]\s)\s*(.*)$/.exec(flatten(text)) ?? ['', flatten(text), ''];
    return [buildRow(title, what, line)];
  });
}

function buildRow(title: string, what: string, line: number): Row {
  return { title: flatten(title).slice(0, longestTitle), what: flatten(what).slice(0, longestWhat), line };
}

function nameOf(title: string): string {
  const slug = title.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  return slug.replace(/^-+/, '').slice(0, longestName).replace(/-+$/, '');
}

function findTrouble(part: IssuePart, others: readonly IssuePart[]): string | null {
  if (part.name === '') return 'the part has no name';
  if (part.what === '') return `${part.title}: what it is about is missing`;
  return others.some(({ name }) => name === part.name) ? `${part.title}: another part is called so, too` : null;
}
