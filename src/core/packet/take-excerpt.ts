import { findSection, parseSections } from '../outline/parse-sections.ts';
import type { Excerpt } from './packet.ts';

/** A document, read. */
export interface ReadDocument {
  readonly path: string;
  readonly text: string;
}

/** The first section of these documents that has one of the titles, as it is written; null: none has. */
export function takeExcerpt(documents: readonly ReadDocument[], titles: readonly string[]): Excerpt | null {
  for (const { path, text } of documents) {
    const sections = parseSections(text);
    for (const title of titles) {
      const section = findSection(sections, title);
      if (section === null) continue;
      const next = sections.find((one) => one.line > section.line && one.level <= section.level);
      const rows = text.replace(/\r\n?/g, '\n').split('\n');
      const body = rows
        .slice(section.line, next === undefined ? rows.length : next.line - 1)
        .join('\n')
        .trim();
      if (body !== '') return { title: section.title, document: path, line: section.line, text: body };
    }
  }
  return null;
}
