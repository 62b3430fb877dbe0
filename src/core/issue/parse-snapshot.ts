import { loadFrontmatter } from '../spec/load-frontmatter.ts';
import { splitFrontmatter } from '../spec/split-frontmatter.ts';
import { fieldsOf, textOf } from '../raw-value.ts';
import type { IssueSnapshot } from './snapshot.ts';

/**
 * Reads the fingerprints back from the text that `formatIssue` made. null: it is no snapshot, or one that somebody has
 * edited beyond use; then it counts as changed everywhere.
 */
export function parseSnapshot(text: string): IssueSnapshot | null {
  const split = splitFrontmatter(text);
  if (split.frontmatter !== 'closed') return null;
  const fields = loadFrontmatter(split.yaml).values;
  const source = textOf(fields['source']);
  const hash = textOf(fields['hash']);
  if (source === null || hash === null) return null;
  const parts = Object.entries(fieldsOf(fields['parts'])).flatMap(([name, value]) => {
    const part = textOf(value);
    return part === null ? [] : [{ name, hash: part }];
  });
  return { source, hash, parts };
}
