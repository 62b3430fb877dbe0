import { describe, expect, test } from 'vitest';
import { parseIssueReference } from '../../../src/core/issue/parse-issue-reference.ts';

const issue = (server: string | null, owner: string, name: string, number: number) => ({
  kind: 'issue',
  server,
  owner,
  name,
  number,
});

describe('parseIssueReference', () => {
  test.each([
    ['https://github.com/o/r/issues/1234', issue('https://github.com', 'o', 'r', 1234)],
    ['  HTTPS://GitHub.com/o/r/issues/7/?q=1#issuecomment-9 ', issue('https://github.com', 'o', 'r', 7)],
    ['https://git.example.org:8443/gitea/o/r/issues/1', issue('https://git.example.org:8443/gitea', 'o', 'r', 1)],
    ['http://127.0.0.1:3000/o/r/issues/1', issue('http://127.0.0.1:3000', 'o', 'r', 1)],
    ['https://user:secret@github.com/o/r/issues/1', issue('https://github.com', 'o', 'r', 1)],
    ['o/r#12', issue(null, 'o', 'r', 12)],
    ['my.org/re_po-1.x#12', issue(null, 'my.org', 're_po-1.x', 12)],
    ['#1234', { kind: 'number', number: 1234 }],
    ['1234', { kind: 'number', number: 1234 }],
    ['docs/lost writes.md', { kind: 'file', path: 'docs/lost writes.md' }],
    ['../bug.MARKDOWN', { kind: 'file', path: '../bug.MARKDOWN' }],
  ])('%s is understood', (text, expected) => {
    expect(parseIssueReference(text)).toEqual({ ok: true, value: expected });
  });

  test.each([
    [''],
    ['#0'],
    ['#012'],
    ['#-1'],
    ['#99999999999999999999'],
    ['o/r'],
    ['o/r#'],
    ['--upload-pack=x/r#1'],
    ['-o/r#1'],
    ['../r#1'],
    ['o/..#1'],
    ['o/r.git#1'],
    ['o/r/s#1'],
    ['https://github.com/o/r/pull/1'],
    ['https://github.com/o/r/issues/1/../../../x'],
    ['https://github.com/o/r/issues/new'],
    ['http://github.com/o/r/issues/1'],
    ['http://127.0.0.1.evil.example/o/r/issues/1'],
    ['ext::sh -c id'],
    ['file:///etc/o/r/issues/1'],
    ['https://evil.example\\@github.com/o/r/issues/1'],
    ['https://-x/o/r/issues/1'],
    ['https://github.com/%2e%2e/r/issues/1'],
    ['https://github.com/./o/r/issues/1'],
    ['o/r#1\nX-Header: 1'],
    ['-x.md'],
    ['notes.txt'],
    ['a\u0000.md'],
  ])('%j is refused', (text) => {
    expect(parseIssueReference(text)).toMatchObject({ ok: false, failure: { kind: 'bad-argument' } });
  });

  test('a path of 5000 characters is refused, and quoted only in part', () => {
    const parsed = parseIssueReference(`${'a'.repeat(5000)}.md`);
    expect(parsed).toMatchObject({ ok: false, failure: { value: 'a'.repeat(200) } });
  });
});
