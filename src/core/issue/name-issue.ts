import type { Issue } from './issue.ts';

/**
 * `issue-1234`: what its snapshot, its label and its branch (`fix/issue-1234`) are called. An issue that is a markdown
 * file is called after the file: `docs/Lost writes.md` is `issue-lost-writes`.
 */
export function nameIssue(issue: Pick<Issue, 'number' | 'source'>): string {
  if (issue.number !== null) return `issue-${issue.number}`;
  const file = issue.source.split(/[\\/]/).at(-1) ?? '';
  const slug = file
    .replace(/\.[^.]*$/, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^issue-/, '')
    .replace(/^-+/, '')
    .slice(0, 40)
    .replace(/-+$/, '');
  return `issue-${slug === '' ? 'from-file' : slug}`;
}

/** Where the snapshot of an issue lives: `.chant/research/issue-1234.md`. */
export function snapshotPath(issue: Pick<Issue, 'number' | 'source'>): string {
  return `.chant/research/${nameIssue(issue)}.md`;
}
