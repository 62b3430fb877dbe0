import { parseTargetFiles, targetFilesTitle } from './parse-target-files.ts';
import { findSection, findTable, isOptional, parseSections, type Section } from './parse-sections.ts';
import { parseVerdict, verdictTitle } from './parse-verdict.ts';

/**
 * What a document lacks of its outline, a line each; none: it is whole.
 *
 * An outline is a markdown file itself: every heading below the first must be in the document, in any order and at any
 * level, with something below it. A table that stands below one must be there with at least these columns and one
 * row, and no cell of those columns empty. Below `Target files` stands a list of paths, below `Verdict` one that can be
 * followed. A heading that ends in `(optional)` may be missing.
 */
export function judgeOutline(outline: string, document: string): readonly string[] {
  const sections = parseSections(document);
  return parseSections(outline)
    .filter(({ level }) => level > 1)
    .flatMap((wanted) => judgeSection(wanted, findSection(sections, wanted.title)));
}

function judgeSection(wanted: Section, found: Section | null): readonly string[] {
  const title = `## ${wanted.title}`;
  if (found === null) return isOptional(wanted) ? [] : [`${title}: the heading is missing`];
  if (findSection([found], verdictTitle) !== null) return parseVerdict([found]).troubles;
  if (wanted.title === targetFilesTitle) return parseTargetFiles([found]).troubles;
  const table = findTable(wanted);
  if (table !== null) return judgeTable(table.columns, found);
  return found.lines.length === 0 ? [`${title}: nothing stands below the heading`] : [];
}

function judgeTable(columns: readonly string[], found: Section): readonly string[] {
  const title = `## ${found.title}`;
  const table = findTable(found);
  if (table === null) return [`${title}: the table with the columns ${columns.join(', ')} is missing`];
  const missing = columns.filter((column) => !table.columns.includes(column));
  if (missing.length > 0) return [`${title}: the table has no column ${missing.join(', ')}`];
  if (table.rows.length === 0) return [`${title}: the table has no row`];
  return table.rows.flatMap(({ cells, line }) =>
    columns
      .filter((column) => (cells[table.columns.indexOf(column)] ?? '') === '')
      .map((column) => `${title}: line ${line} says nothing under ${column}`),
  );
}
