import { expect, test } from 'vitest';
import { buildHandover } from '../../../src/core/plan/build-handover.ts';

const input = {
  spec: { id: '010', title: 'Add\nlocking', targetFiles: ['src/a.ts'], allowFiles: [], protect: ['test/**'] },
  ...{ attempt: 2, who: 'Ada', at: '2026-02-08T10:00:00.000Z', workspace: '/tmp/chant-010', branch: 'chant/010' },
  base: 'a'.repeat(40),
  commits: ['1234567 first step'],
  changes: [{ path: 'src/a.ts', status: 'modified', mode: '100644', linkTarget: null }] as const,
  criteria: [{ text: 'locked', ticked: true, line: 1, check: null }],
  checks: ['npm test'],
  lastMessage: '```\nnot a fence\n',
};

test('the page tells what was done, what is left, how it is judged and how to go on', () => {
  const page = buildHandover(input);
  for (const part of [
    '# Taken over: Add locking',
    '- workspace: /tmp/chant-010',
    'modified: src/a.ts',
    '1234567 first step',
  ])
    expect(page).toContain(part);
  for (const part of ['- [x] locked', '```\nnpm test\n```', 'test/**', '`chant land 010`', '`chant resume 010`'])
    expect(page).toContain(part);
  // What the agent said stays data.
  expect(page).toContain('````\n```\nnot a fence\n````');
});

test('where nothing was done and nothing proves it, the page says so', () => {
  const page = buildHandover({ ...input, commits: [], changes: [], criteria: [], checks: [], lastMessage: '' });
  expect(page).toContain('No file was changed.');
  expect(page).toContain('No check proves the result.');
});
