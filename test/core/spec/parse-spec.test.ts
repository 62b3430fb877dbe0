import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseSpec } from '../../../src/core/spec/parse-spec.ts';
import type { Spec } from '../../../src/core/spec/spec.ts';

function spec(text: string): Spec {
  return parseSpec({ id: '2026-02-08-010-v7b', path: '.chant/specs/2026-02-08-010-v7b.md', archived: false, text });
}

function withKeys(yaml: string): Spec {
  return spec(`---\n${yaml}\n---\n# Title\n`);
}

describe('a spec file', () => {
  it('of the page in the manual is read whole', () => {
    const text = [
      '---',
      'type: code',
      'labels: [fix, issue-1234]',
      'depends_on: [008-j3n]',
      'informed_by:',
      '  - .chant/research/issue-1234-root-cause.md',
      'target_files:',
      '  - src/storage/store.rs',
      '---',
      '',
      '# Fix issue #1234: add locking to concurrent writes',
    ].join('\n');
    expect(spec(text)).toMatchObject({
      title: 'Fix issue #1234: add locking to concurrent writes',
      type: 'code',
      status: 'pending',
      labels: ['fix', 'issue-1234'],
      dependsOn: ['008-j3n'],
      informedBy: ['.chant/research/issue-1234-root-cause.md'],
      targetFiles: ['src/storage/store.rs'],
      keyLines: { type: 2, labels: 3, depends_on: 4, informed_by: 5, target_files: 7 },
      approval: { required: false, status: 'pending', by: null, at: null, reason: null },
      problems: [],
    });
  });

  it.each([
    ['depends_on: 008-j3n', { dependsOn: ['008-j3n'] }],
    ['depends_on: []', { dependsOn: [] }],
    ['depends_on: null', { dependsOn: [] }],
    ['depends_on:', { dependsOn: [] }],
    ['depends_on: [010, 1e3]', { dependsOn: ['010', '1e3'] }],
    ['type: docs', { type: 'documentation' }],
    ['type: group', { type: 'driver' }],
    ['status: in_progress', { status: 'in_progress' }],
    ['commits:\n- 220e9100\n- 1234567\n- 0123', { commits: ['220e9100', '1234567', '0123'] }],
    ['completed_at: 2026-02-04T17:01:01Z', { completedAt: '2026-02-04T17:01:01Z' }],
    ['approval: true', { approval: { required: true, status: 'pending', by: null, at: null, reason: null } }],
    [
      'approval: {required: false}',
      { approval: { required: false, status: 'pending', by: null, at: null, reason: null } },
    ],
    [
      'approval: {status: approved, by: ann}',
      { approval: { required: true, status: 'approved', by: 'ann', at: null, reason: null } },
    ],
    ['assignee: ann', { unknownKeys: { assignee: 'ann' } }],
    ['original_spec: x', { unknownKeys: { original_spec: 'x' } }],
    ['__proto__: x', { unknownKeys: { ['__proto__']: 'x' } }],
    [
      'checks: npm test',
      { checks: [{ name: 'npm-test', run: 'npm test', before: 'any', after: 'pass', timeoutMs: null }] },
    ],
    ['# only a comment', { type: 'code' }],
  ])('with %j is read without a problem', (yaml, wanted) => {
    const found = withKeys(yaml);
    expect(found).toMatchObject(wanted);
    expect(found.problems).toEqual([]);
  });

  it.each([
    ['type: cod', 'error', 'unknown-type', 2, 'code'],
    ['status: complete', 'error', 'unknown-status', 2, 'completed'],
    ['labels: [a]\nlables: [b]', null, '', 0, null],
    ['lables: [b]', 'warning', 'unknown-key', 2, 'labels'],
    ['type: code\nlabels: {a: 1}', 'error', 'bad-value', 3, null],
    ['labels: [[a]]', 'error', 'bad-value', 2, null],
    ['prompt: [a]', 'error', 'bad-value', 2, null],
    ['type: code\ntype: task', 'error', 'duplicate-key', 3, null],
    ['type: code\nlabels: [a', 'error', 'bad-yaml', 4, null],
    ['type: code\na: b: c', 'error', 'bad-yaml', 3, null],
    ['- a', 'error', 'bad-yaml', 2, null],
    ['type: code\napproval: {required: maybe}', 'error', 'bad-value', 3, null],
    ['approval: {status: aproved}', 'error', 'unknown-approval-status', 2, 'approved'],
    ['checks: [{name: a}]', 'error', 'bad-check', 2, null],
    ['checks: [{run: a, befor: fail}]', 'error', 'unknown-key', 2, 'before'],
  ])('with %j has a problem of severity %s by the rule %s on line %i', (yaml, severity, rule, line, suggestion) => {
    const { problems, title } = withKeys(yaml);
    expect(title).toBe('Title');
    const wanted = severity === null ? [] : [expect.objectContaining({ severity, rule, line, suggestion })];
    expect(problems).toEqual(wanted);
  });

  it('with an approval that cannot be read needs approval', () => {
    expect(withKeys('approval: [x]').approval.required).toBe(true);
    expect(withKeys('approval: {required: maybe}').approval.required).toBe(true);
  });

  it('takes the last value of a key that stands twice', () => {
    expect(withKeys('type: code\ntype: task\nmodel: m')).toMatchObject({ type: 'task', model: 'm' });
  });

  it('says where a frontmatter is not ended or comes too late', () => {
    expect(spec('---\ntype: task\n# T\n').problems).toMatchObject([{ rule: 'open-frontmatter', line: 1 }]);
    expect(spec('\n---\ntype: task\n---\n# T\n').problems).toMatchObject([{ rule: 'late-frontmatter', line: 1 }]);
  });

  it.each([
    ['# One\n# Two', 'One'],
    ['## Sub\n\n# Main #', 'Main'],
    ['```\n# code\n```\n# Real', 'Real'],
    ['just text\nmore', 'just text'],
    ['Set\n===', 'Set'],
    ['', '2026-02-08-010-v7b'],
  ])('%j has the title %j', (text, title) => {
    expect(spec(text).title).toBe(title);
  });

  it('never throws', () => {
    const part = fc.constantFrom(
      '---\n',
      'type: ',
      'checks:',
      '- ',
      '[',
      '{',
      '}',
      '&a ',
      '*a',
      '!x ',
      '"',
      '\n',
      ': ',
      '# ',
      '\t',
      '|',
      '?',
    );
    fc.assert(
      fc.property(
        fc.array(fc.oneof(part, fc.string({ maxLength: 3 }))),
        (parts) => void spec(`---\n${parts.join('')}\n---\n`),
      ),
    );
  });
});
