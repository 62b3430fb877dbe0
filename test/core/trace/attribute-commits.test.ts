import { expect, test } from 'vitest';
import { attributeCommits, type LoggedCommit } from '../../../src/core/trace/attribute-commits.ts';

function commit(hash: string, parents: readonly string[], more: Partial<LoggedCommit> = {}): LoggedCommit {
  const plain = { authorEmail: 'ada@example.org', author: 'Ada', at: '', subject: '', spec: null };
  return { hash, parents, ...plain, ...more };
}

const agent = (token: string) => ({ authorEmail: `agent+${token}@chant.invalid` });

test("an agent's commits are its run's: the next commit of chant's says whose", () => {
  // m (landing of A) -> work -> a2 -> a1, beside b1 of another run
  const known = attributeCommits([
    commit('m', ['base', 'work'], { spec: 'A' }),
    commit('work', ['a2'], { spec: 'A' }),
    commit('a2', ['a1'], agent('one')),
    commit('a1', ['base'], agent('one')),
    commit('n', ['base', 'b1'], { spec: 'B' }),
    commit('b1', ['base'], agent('two')),
  ]);
  expect(Object.fromEntries(known)).toEqual({ m: 'A', work: 'A', a2: 'A', a1: 'A', n: 'B', b1: 'B' });
});

test("a person's commit below a landing is nobody's, and so is an agent's that never landed", () => {
  const known = attributeCommits([
    commit('m', ['mine'], { spec: 'A' }),
    commit('mine', ['base']),
    commit('lost', ['base'], agent('one')),
  ]);
  expect([...known.keys()]).toEqual(['m']);
});
