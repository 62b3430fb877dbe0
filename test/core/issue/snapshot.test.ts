import { describe, expect, test } from 'vitest';
import { formatIssue } from '../../../src/core/issue/format-issue.ts';
import type { Issue } from '../../../src/core/issue/issue.ts';
import { parseSnapshot } from '../../../src/core/issue/parse-snapshot.ts';
import { buildSnapshot, compareSnapshots } from '../../../src/core/issue/snapshot.ts';
import { sampleIssue, sha256 } from './sample-issue.ts';

const url = 'https://github.com/acme/store/issues/1234#issuecomment-1';
const second = { author: 'b', authorRole: 'none' as const, createdAt: null, body: 'me too', url: `${url}0` };

/** What changed, through the file as it lies on the disk. */
function compare(before: Issue, after: Issue) {
  const kept = parseSnapshot(formatIssue(before, buildSnapshot(before, sha256)));
  expect(kept).not.toBeNull();
  return kept === null ? null : compareSnapshots(kept, buildSnapshot(after, sha256));
}

describe('snapshots', () => {
  test.each<[string, Partial<Issue>, object]>([
    ['nothing', {}, {}],
    ['a role or a time', { authorRole: 'member', createdAt: 'x' }, {}],
    ['the order of labels', { labels: ['storage', 'bug'] }, {}],
    ['the title', { title: 'Other' }, { edited: ['title'] }],
    ['the description', { body: 'Other' }, { edited: ['description'] }],
    ['the state', { state: 'closed' }, { edited: ['state'] }],
    ['a label', { labels: ['bug'] }, { edited: ['labels'] }],
    ['a linked issue', { linked: [] }, { edited: ['linked'] }],
    ['a new comment', { comments: [...sampleIssue.comments, second] }, { added: [`${url}0`] }],
    ['a comment that is gone', { comments: [] }, { removed: [url] }],
    ['a comment that says something else', { comments: [{ ...second, url }] }, { edited: [url] }],
  ])('%s', (_title, change, expected) => {
    const after = { ...sampleIssue, ...change };
    expect(compare(sampleIssue, after)).toEqual({ added: [], edited: [], removed: [], ...expected });
    const isSame = buildSnapshot(after, sha256).hash === buildSnapshot(sampleIssue, sha256).hash;
    expect(isSame).toBe(Object.keys(expected).length === 0);
  });

  test.each([['# no frontmatter'], ['---\nsource: x\n---\n'], ['---\n{{{\n---\n'], ['']])(
    '%j is no snapshot',
    (text) => {
      expect(parseSnapshot(text)).toBeNull();
    },
  );
});
