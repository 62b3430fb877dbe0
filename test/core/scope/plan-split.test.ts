import { expect, test } from 'vitest';
import { planSplit } from '../../../src/core/scope/plan-split.ts';

const split = (limit: number, ...targetFiles: string[]) =>
  planSplit({ id: '010-v7b', title: 'Fix', targetFiles }, limit).map(({ files }) => files.join(' '));

test.each([
  [2, ['a/1', 'a/2', 'b/1'], ['a/1 a/2', 'b/1']],
  [2, ['a/1', 'b/1', 'a/2'], ['a/1 a/2', 'b/1']],
  [2, ['a/1', 'b/1', 'c/1'], ['a/1 b/1', 'c/1']],
  [2, ['a/1', 'a/2', 'a/3', 'b/1'], ['a/1 a/2', 'a/3 b/1']],
  [1, ['x', 'y'], ['x', 'y']],
  [3, ['a/b/1', 'a/1', 'a/b/2', 'z'], ['a/b/1 a/b/2 a/1', 'z']],
])('no member has more than %i of %j, and a folder stays together', (limit, files, members) => {
  expect(split(limit, ...files)).toEqual(members);
  expect(
    split(limit, ...files)
      .join(' ')
      .split(' ')
      .sort(),
  ).toEqual([...files].sort());
});

test('members come one after the other, and say what they are about', () => {
  expect(planSplit({ id: '010-v7b', title: 'Fix', targetFiles: ['src/a', 'src/b', 'README.md'] }, 2)).toEqual([
    { id: '010-v7b.1', title: 'Fix (1 of 2: src)', files: ['src/a', 'src/b'], dependsOn: [] },
    { id: '010-v7b.2', title: 'Fix (2 of 2: README.md)', files: ['README.md'], dependsOn: ['010-v7b.1'] },
  ]);
});
