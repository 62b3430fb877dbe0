import { scanMarkdown } from '../spec/scan-markdown.ts';
import { splitFrontmatter } from '../spec/split-frontmatter.ts';

/** A heading of a document and what stands below it, up to the next heading of its level or a higher one. */
export interface Section {
  readonly title: string;
  readonly level: number;
  /** 1-based line of the file. */
  readonly line: number;
  /** Text below it, sections inside of it included; code blocks, HTML and quotes are left out. */
  readonly lines: readonly SectionLine[];
}

export interface SectionLine {
  readonly kind: 'text' | 'item';
  readonly text: string;
  readonly line: number;
}

/** A table: `| place | reads |`, a line of dashes, and its rows. */
export interface Table {
  /** Small letters. */
  readonly columns: readonly string[];
  readonly rows: readonly { readonly cells: readonly string[]; readonly line: number }[];
}

/** Reads the sections of a markdown file, in their order. */
export function parseSections(text: string): readonly Section[] {
  const { body, bodyLine, bodyStart } = splitFrontmatter(text);
  const open: { title: string; level: number; line: number; lines: SectionLine[] }[] = [];
  const sections: Section[] = [];
  for (const one of scanMarkdown(body, bodyLine, bodyStart)) {
    if (one.kind !== 'heading') {
      for (const section of open) section.lines.push({ kind: one.kind, text: one.text, line: one.line });
      continue;
    }
    while ((open.at(-1)?.level ?? 0) >= one.level) open.pop();
    const section = { title: one.text, level: one.level, line: one.line, lines: [] };
    open.push(section);
    sections.push(section);
  }
  return sections;
}

/** In an outline: a heading that a document may have. */
const optional = /\s*\(optional\)$/i;

/** Whether an outline asks for a section: `## Verdict (optional)` may be missing. */
export function isOptional({ title }: Pick<Section, 'title'>): boolean {
  return optional.test(title);
}

/** The section with that heading, whatever its level and its case; null: there is none. */
export function findSection(sections: readonly Section[], title: string): Section | null {
  return sections.find((section) => fold(section.title) === fold(title)) ?? null;
}

/** The first table of a section; null: there is none. */
export function findTable(section: Pick<Section, 'lines'>): Table | null {
  const lines = section.lines.filter(({ text }) => text.startsWith('|'));
  const divider = lines.findIndex(({ text }) => /^\|[\s:|-]*-[\s:|-]*$/.test(text));
  const header = lines[divider - 1];
  if (header === undefined) return null;
  const rows = lines.slice(divider + 1).map(({ text, line }) => ({ cells: splitRow(text), line }));
  return { columns: splitRow(header.text).map(fold), rows };
}

/** `| a | b \| c |` is `a` and `b \| c`. */
function splitRow(text: string): string[] {
  const inner = text
    .trim()
    .replace(/^\|/, '')
    .replace(/(?<!\\)\|$/, '');
  return inner.split(/(?<!\\)\|/).map((cell) => cell.trim());
}

function fold(text: string): string {
  return text.replace(/[*_`]/g, '').replace(optional, '').replace(/:$/, '').trim().toLowerCase();
}
