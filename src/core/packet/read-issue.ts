import { findSection, parseSections } from '../outline/parse-sections.ts';
import { parseIssueFile } from '../issue/parse-issue-file.ts';
import { parseSnapshot } from '../issue/parse-snapshot.ts';
import { fieldsOf, itemsOf, textOf } from '../raw-value.ts';
import { loadFrontmatter } from '../spec/load-frontmatter.ts';
import { splitFrontmatter } from '../spec/split-frontmatter.ts';
import { isWebAddress } from './markup.ts';
import type { PacketIssue } from './packet.ts';
import { type ReadDocument, takeExcerpt } from './take-excerpt.ts';

/** What an issue asked, from the snapshot that `chant investigate` made of it, or from a markdown file of somebody's. */
export function readIssue(document: ReadDocument): PacketIssue {
  const { path, text } = document;
  const fields = fieldsOf(loadFrontmatter(splitFrontmatter(text).yaml).values);
  const snapshot = parseSnapshot(text);
  const source = textOf(fields['source']) ?? '';
  const file = parseIssueFile(text, path);
  return {
    path,
    url: isWebAddress(source) ? source : null,
    title: textOf(fields['title']) ?? file.title,
    state: textOf(fields['state']),
    author: textOf(fields['author']),
    labels: itemsOf(fields['labels']).flatMap((label) => textOf(label) ?? []),
    description: snapshot === null ? file.body : readDescription(document),
    comments: countComments(text),
  };
}

/** What stands in the fence below `## Description`. */
function readDescription(document: ReadDocument): string {
  const section = takeExcerpt([document], ['Description'])?.text ?? '';
  const fenced = /^(`{3,})\n([\s\S]*?)\n\1$/m.exec(section);
  return fenced?.[2] ?? '';
}

function countComments(text: string): number {
  const sections = parseSections(text);
  if (findSection(sections, 'Comments') === null) return 0;
  return sections.filter(({ title }) => /^Comment \d+$/.test(title)).length;
}
