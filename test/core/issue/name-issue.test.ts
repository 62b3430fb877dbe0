import { expect, test } from 'vitest';
import { nameIssue, snapshotPath } from '../../../src/core/issue/name-issue.ts';
import { parseIssueFile } from '../../../src/core/issue/parse-issue-file.ts';
import { isBranchName } from '../../../src/core/spec/is-branch-name.ts';

test.each([
  [1234, 'https://github.com/o/r/issues/1234', 'issue-1234'],
  [null, 'docs/Lost writes.md', 'issue-lost-writes'],
  [null, 'C:\\notes\\issue-7.md', 'issue-7'],
  [null, '../--.md', 'issue-from-file'],
  [null, `${'long '.repeat(30)}.md`, 'issue-long-long-long-long-long-long-long-long'],
  [null, 'ünï\n.md', 'issue-n'],
])('issue %s of %j is called %s', (number, source, expected) => {
  expect(nameIssue({ number, source })).toBe(expected);
  expect(isBranchName(`fix/${expected}`)).toBe(true);
  expect(snapshotPath({ number, source })).toBe(`.chant/research/${expected}.md`);
});

test.each([
  ['# Lost writes\r\n\r\nTwo writers.\r\n', 'Lost writes', 'Two writers.'],
  ['---\ntitle: From above\n---\nTwo writers.', 'From above', 'Two writers.'],
  ['Two writers.', 'bug', 'Two writers.'],
  ['', 'bug', ''],
])('the file %j is an issue', (text, title, body) => {
  expect(parseIssueFile(text, 'docs/bug.md')).toMatchObject({ source: 'docs/bug.md', number: null, title, body });
});
