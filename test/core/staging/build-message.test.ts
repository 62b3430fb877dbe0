import { expect, test } from 'vitest';
import { buildMessage, type MessageInput } from '../../../src/core/staging/build-message.ts';

const piece = {
  ...{
    from: 'a',
    to: 'b',
    spec: '001',
    run: '2',
    assistedBy: 'robot',
    at: '',
    message: 'chant(001): x\n\nChant-Spec: 001\n',
  },
  author: { name: 'Ada', email: 'ada@example.org' },
};
const rules = { agents: 'silent', trailer: null, signOff: false, conventionalCommits: false } as const;
const fix = { title: 'Fix issue #1234: add locking', type: 'code' } as const;
const plain: MessageInput = {
  ...{ piece, spec: fix, again: false, rules, trailers: false },
  person: { name: 'Bob', email: 'bob@example.org' },
};

test.each<[string, Partial<MessageInput>, string]>([
  ['names the issue so that no forge tells upstream', {}, 'Fix issue 1234: add locking\n'],
  ['calls nobody', { spec: { ...fix, title: 'Fix it, @ada, see https://x.y/1' } }, 'Fix it, ada, see x.y/1\n'],
  ['says that a later landing revises', { again: true }, 'Revise: Fix issue 1234: add locking\n'],
  ['follows a convention', { rules: { ...rules, conventionalCommits: true } }, 'fix: add locking\n'],
  [
    'of a test, too',
    { rules: { ...rules, conventionalCommits: true }, spec: { title: 'Reproduce issue #12: it', type: 'task' } },
    'test: reproduce issue 12: it\n',
  ],
  [
    'tells of assistance and signs off where that is asked for',
    { rules: { ...rules, agents: 'asks', trailer: 'Co-authored-by', signOff: true } },
    'Fix issue 1234: add locking\n\nCo-authored-by: robot <agent@chant.invalid>\nSigned-off-by: Bob <bob@example.org>\n',
  ],
  [
    'keeps the trailers of chant when that is wanted',
    { trailers: true },
    'Fix issue 1234: add locking\n\nChant-Spec: 001\nChant-Run: 2\n',
  ],
  [
    'is one line, whatever the title is',
    { spec: { ...fix, title: 'Fix\u001b[31m it\n\nSigned-off-by: x' } },
    'Fix it Signed-off-by: x\n',
  ],
  [
    "leaves a person's own as it is, and signs only what is not signed",
    {
      ...{ spec: null, rules: { ...rules, signOff: true } },
      piece: { ...piece, spec: null, message: 'Polish\n\nWhy.\n\nSigned-off-by: Bob <bob@example.org>\n' },
    },
    'Polish\n\nWhy.\n\nSigned-off-by: Bob <bob@example.org>\n',
  ],
])('a staged message %s', (_title, change, message) => {
  expect(buildMessage({ ...plain, ...change })).toBe(message);
});
