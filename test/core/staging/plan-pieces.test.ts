import { expect, test } from 'vitest';
import { type HistoryCommit, planPieces } from '../../../src/core/staging/plan-pieces.ts';

const commit = (hash: string, change: Partial<HistoryCommit> = {}): HistoryCommit => ({
  ...{ hash, parents: [`${hash}^`], message: hash, at: '', spec: null, run: null, assistedBy: null },
  author: { name: 'Ada', email: 'ada@example.org' },
  ...change,
});
const agent = { author: { name: 'chant agent', email: 'agent+q1w2@chant.invalid' } };
const chain = new Set(['test', 'fix']);
const plan = (history: readonly HistoryCommit[], ofMain: readonly string[] = []) => {
  const { pieces, leftOut } = planPieces(history, { chain, ofMain: new Set(ofMain) });
  return [
    ...pieces.map(({ from, to, spec }) => `${from}..${to} ${spec}`),
    ...leftOut.map(({ hash }) => `left ${hash}`),
  ];
};

test('landings of the chain are pieces, those of other specs are not, wherever they stand', () => {
  expect(
    plan([commit('a', { spec: 'test' }), commit('b', { spec: 'other' }), commit('c', { spec: 'fix' })], ['b']),
  ).toEqual(['a^..a test', 'c^..c fix']);
});

test('commits of an agent that were replayed one by one are one piece with the one that says whose they are', () => {
  const replayed = [
    commit('a', agent),
    commit('b', { ...agent, parents: ['a'] }),
    commit('c', { spec: 'fix', parents: ['b'] }),
  ];
  expect(plan(replayed)).toEqual(['a^..c fix']);
});

test('two landings of one spec are two pieces', () => {
  const [first, second] = [
    commit('a', { spec: 'fix', run: '1' }),
    commit('b', { spec: 'fix', run: '2', parents: ['a'] }),
  ];
  expect(plan([first, second])).toEqual(['a^..a fix', 'a..b fix']);
});

test("a person's own commit goes along, but for what is on main and merges by hand", () => {
  expect(plan([commit('a'), commit('b'), commit('c', { parents: ['b', 'x'] })], ['a'])).toEqual([
    'b^..b null',
    'left c',
  ]);
});
