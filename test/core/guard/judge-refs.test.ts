import { expect, test } from 'vitest';
import { judgeRef, type MovedRef, type RefAction } from '../../../src/core/guard/judge-refs.ts';

const agent = 'agent@chant.invalid';
const user = 'user@example.com';
const ref = 'refs/heads/main';

const cases: readonly [string, Partial<MovedRef>, RefAction][] = [
  ['a branch that the user moved is left alone', { log: [{ to: 'b', email: user }] }, { kind: 'leave', ref }],
  ['a branch without a log is left alone', {}, { kind: 'leave', ref }],
  [
    'a branch that the agent moved goes back',
    { log: [{ to: 'b', email: agent }] },
    { kind: 'restore', ref, to: 'a', from: 'b' },
  ],
  [
    'a branch that names a commit of the agent goes back',
    { madeByAgent: true },
    { kind: 'restore', ref, to: 'a', from: 'b' },
  ],
  [
    'a branch that first the user and then the agent moved goes back to where the user had it',
    {
      log: [
        { to: 'b', email: agent },
        { to: 'u', email: user },
        { to: 'a', email: user },
      ],
    },
    { kind: 'restore', ref, to: 'u', from: 'b' },
  ],
  [
    'a branch that the user moved after the agent is told and left',
    {
      log: [
        { to: 'b', email: user },
        { to: 'x', email: agent },
      ],
    },
    { kind: 'report', ref },
  ],
  [
    'a branch that the agent made is taken away',
    { before: null, madeByAgent: true },
    { kind: 'remove', ref, from: 'b' },
  ],
  [
    'a branch that the user made is left alone',
    { before: null, log: [{ to: 'b', email: user }] },
    { kind: 'leave', ref },
  ],
  ['a branch that is gone is made again', { now: null }, { kind: 'restore', ref, to: 'a', from: null }],
  [
    'a tag that is gone is made again',
    { ref: 'refs/tags/v1', now: null },
    { kind: 'restore', ref: 'refs/tags/v1', to: 'a', from: null },
  ],
  [
    'a pin that is gone is made again',
    { ref: 'refs/chant/runs/x/1', now: null },
    { kind: 'restore', ref: 'refs/chant/runs/x/1', to: 'a', from: null },
  ],
  [
    'a remote branch that is gone was pruned',
    { ref: 'refs/remotes/o/x', now: null },
    { kind: 'leave', ref: 'refs/remotes/o/x' },
  ],
];

test.each(cases)('%s', (_, moved, expected) => {
  expect(judgeRef({ ref, before: 'a', now: 'b', log: [], madeByAgent: false, ...moved }, agent)).toEqual(expected);
});
