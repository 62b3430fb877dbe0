import { describe, expect, it } from 'vitest';
import {
  answerPermission,
  buildQuestion,
  type PermissionPolicy,
} from '../../../../src/io/agent/acp/answer-permission.ts';
import { mergeToolCall } from '../../../../src/io/agent/acp/tool-call.ts';

const options = [
  { optionId: 'a', kind: 'allow_always' },
  { optionId: 'b', kind: 'allow_once' },
  { optionId: 'c', kind: 'reject_once' },
];

function answer(toolCall: unknown, policy: Partial<PermissionPolicy> = {}, offered: unknown = options): string {
  const full = {
    permissions: 'scope',
    workspace: '/w',
    allowEdit: (path: string) => path.startsWith('src/'),
    allowCommand: (line: string) => line === 'npm test',
    ...policy,
  } as const;
  const { response, denied } = answerPermission({ options: offered }, mergeToolCall(undefined, toolCall), full);
  const chosen = response.outcome.outcome === 'selected' ? response.outcome.optionId : 'cancelled';
  return denied === null ? chosen : `${chosen}: ${denied}`;
}

const edit = (...paths: string[]) => ({ title: 'Edit', kind: 'edit', locations: paths.map((path) => ({ path })) });

describe('answerPermission', () => {
  it.each([
    ['an edit in scope, absolute', edit('/w/src/a.ts'), 'b'],
    ['an edit in scope, relative', edit('src/a.ts'), 'b'],
    ['an edit out of scope', edit('/w/docs/a.md'), 'c: Edit (out of scope: /w/docs/a.md)'],
    ['an edit outside of the workspace', edit('/etc/passwd'), 'c: Edit (out of scope: /etc/passwd)'],
    ['an edit that climbs out', edit('src/../../x/src/a.ts'), 'c: Edit (out of scope: src/../../x/src/a.ts)'],
    ['an edit of two files, one out of scope', edit('src/a.ts', 'b.ts'), 'c: Edit (out of scope: b.ts)'],
    ['an edit of no file that is named', edit(), 'c: Edit (it does not say which file)'],
    [
      'a file that only the content names',
      { kind: 'edit', content: [{ type: 'diff', path: 'b.ts' }] },
      'c: edit (out of scope: b.ts)',
    ],
    ['a file that only the raw input names', { kind: 'delete', rawInput: { file_path: 'src/a.ts' } }, 'b'],
    ['an allowed command', { title: 'test', kind: 'execute', rawInput: { command: 'npm test' } }, 'b'],
    ['an allowed command in words', { kind: 'execute', rawInput: { command: ['npm', 'test'] } }, 'b'],
    ['an allowed command in a shell', { kind: 'execute', rawInput: { command: ['bash', '-lc', 'npm test'] } }, 'b'],
    [
      'a command that only looks allowed by its title',
      { title: 'npm test', kind: 'execute', rawInput: { command: 'rm -rf .' } },
      'c: npm test (not an allowed command: rm -rf .)',
    ],
    [
      'two words that together look like an allowed command',
      { title: 'x', kind: 'execute', rawInput: { command: ['npm test'] } },
      "c: x (not an allowed command: 'npm test')",
    ],
    [
      'a command that is not said',
      { title: 'npm test', kind: 'execute' },
      'c: npm test (it does not say which command)',
    ],
    ['a tool of no kind', { title: 'think' }, 'b'],
    ['rubbish', 17, 'b'],
  ])('under the policy scope answers %s', (_, toolCall, expected) => {
    expect(answer(toolCall)).toBe(expected);
  });

  it.each([
    ['allows for ever where it cannot allow once', [{ optionId: 'x', kind: 'allow_always' }], 'x'],
    [
      'cancels where it cannot allow',
      [{ optionId: 'x', kind: 'reject_once' }],
      'cancelled: ls (no option to allow it)',
    ],
    ['cancels where the options are rubbish', 'none', 'cancelled: ls (no option to allow it)'],
  ])('%s', (_, offered, expected) => {
    expect(answer({ title: 'ls' }, { permissions: 'allow' }, offered)).toBe(expected);
  });

  it('cancels where it cannot refuse', () => {
    expect(answer({ title: 'ls' }, { permissions: 'ask' }, [{ optionId: 'x', kind: 'allow_once' }])).toBe(
      'cancelled: ls (nobody to ask)',
    );
  });
});

describe('where a person is asked', () => {
  it.each([
    ['allow', 'b'],
    ['allow-run', 'b'],
    ['refuse', 'c: Edit (refused at the terminal)'],
    ['refuse-run', 'c: Edit (refused at the terminal)'],
    [{ absent: 'the output is JSON' }, 'c: Edit (nobody to ask: the output is JSON)'],
    [undefined, 'c: Edit (nobody to ask)'],
  ] as const)('the answer %j counts, in scope or not', (answered, expected) => {
    const policy = { permissions: 'ask', ...(answered === undefined ? {} : { answered }) } as const;
    expect(answer(edit('/etc/passwd'), policy)).toBe(expected);
  });

  it.each([
    [edit('/w/src/a.ts'), { title: 'Edit', tool: 'edit', command: null, paths: ['src/a.ts'], inScope: true }],
    [edit('/w/src/a.ts', '/etc/passwd'), { paths: ['src/a.ts', '/etc/passwd'], inScope: false }],
    [edit(), { paths: [], inScope: false }],
    [
      { kind: 'read', locations: [{ path: '/w/src/a.ts' }] },
      { tool: 'read', inScope: false },
    ],
    [
      { kind: 'execute', rawInput: { command: 'rm x' } },
      { title: 'execute', tool: 'execute', command: 'rm x' },
    ],
    [17, { title: 'a tool', tool: null }],
  ])('of %j it is asked what counts', (toolCall, question) => {
    const policy = {
      permissions: 'ask',
      workspace: '/w',
      allowEdit: (path: string) => path.startsWith('src/'),
    } as const;
    expect(buildQuestion(mergeToolCall(undefined, toolCall), policy)).toMatchObject(question);
  });
});
