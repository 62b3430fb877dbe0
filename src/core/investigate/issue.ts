import { nameIssue } from '../issue/name-issue.ts';
import type { Issue } from '../issue/issue.ts';
import { textOf } from '../raw-value.ts';
import { loadFrontmatter } from '../spec/load-frontmatter.ts';
import { splitFrontmatter } from '../spec/split-frontmatter.ts';
import { stripControl } from '../strip-control.ts';

/** What an investigation is about, as people and files call it. */
export interface InvestigatedIssue {
  /** Names its files, labels and branch: `issue-1234`, of a file `issue-lost-writes`. */
  readonly slug: string;
  /** What a person calls it: `#1234`, or the slug. */
  readonly ref: string;
  /** One line, written by a stranger. */
  readonly title: string;
  /** Its address, or the path of its file. */
  readonly source: string;
}

const longestTitle = 120;

/** Names an issue. */
export function describeIssue(issue: Pick<Issue, 'number' | 'source' | 'title'>): InvestigatedIssue {
  const slug = nameIssue(issue);
  return { slug, ref: formatRef(slug), title: formatIssueTitle(issue.title), source: issue.source };
}

/** Names an issue from its snapshot; what the text does not say is empty. */
export function describeSnapshot(slug: string, text: string): InvestigatedIssue {
  const { values } = loadFrontmatter(splitFrontmatter(text).yaml);
  const title = formatIssueTitle(textOf(values['title']) ?? '');
  return { slug, ref: formatRef(slug), title, source: textOf(values['source']) ?? '' };
}

/** `#1234` for `issue-1234`, else the slug itself. */
export function formatRef(slug: string): string {
  return slug.replace(/^issue-(\d+)$/, '#$1');
}

/** A title on one line, without the number that stands beside it anyway, and not longer than a line. */
export function formatIssueTitle(title: string): string {
  const line = stripControl(title.slice(0, 2000)).replace(/\s+/g, ' ').trim();
  const bare = line.replace(/^issue #?\d+ ?[:–—-]? ?/i, '').replace(/ ?[([]?#\d+[)\]]?$/, '');
  const characters = [...bare];
  return characters.length <= longestTitle ? bare : `${characters.slice(0, longestTitle - 1).join('')}…`;
}
