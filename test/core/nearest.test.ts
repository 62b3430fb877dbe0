import { expect, it } from 'vitest';
import { nearest } from '../../src/core/nearest.ts';

it.each([
  ['lables', ['labels', 'tracks'], 'labels'],
  ['depends-on', ['depends_on'], 'depends_on'],
  ['Complete', ['completed', 'cancelled'], 'completed'],
  ['tpye', ['type'], 'type'],
  ['created', ['context', 'tracks', 'protect'], null],
  ['x', ['y'], null],
  ['', ['a'], null],
  ['a', [], null],
  ['cat', ['car', 'bat'], 'car'],
])('nearest to %j of %j is %j', (word, known, wanted) => {
  expect(nearest(word, known)).toBe(wanted);
});
