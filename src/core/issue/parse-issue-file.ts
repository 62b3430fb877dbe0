import { loadFrontmatter } from '../spec/load-frontmatter.ts';
import { splitFrontmatter } from '../spec/split-frontmatter.ts';
import { textOf } from '../raw-value.ts';
import type { Issue } from './issue.ts';

/**
 * A markdown file as an issue: its first heading is the title (or `title:` of a frontmatter), what stands below is the
 * description. `path` is where it lies, as the user knows it. Never fails: a file without a heading is called after
 * its name.
 */
export function parseIssueFile(text: string, path: string): Issue {
  const { body, yaml } = splitFrontmatter(text.replace(/\r\n?/g, '\n'));
  const heading = /^\s*#[ \t]+(.+)(?:\n|$)/.exec(body);
  const name = path.split(/[\\/]/).at(-1) ?? path;
  return {
    source: path,
    repository: null,
    number: null,
    title: heading?.[1]?.trim() ?? textOf(loadFrontmatter(yaml).values['title']) ?? name.replace(/\.[^.]*$/, ''),
    state: 'open',
    author: '',
    authorRole: 'unknown',
    createdAt: null,
    closedAt: null,
    labels: [],
    body: (heading === null ? body : body.slice(heading[0].length)).trim(),
    comments: [],
    linked: [],
  };
}
