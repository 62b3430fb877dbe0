import { expect, test } from 'vitest';
import type { ParallelAgent } from '../../../src/core/config/parallel-agent.ts';
import {
  drawAgent,
  formatRotation,
  freshRotation,
  parseRotation,
  type RotationState,
  takeTurn,
} from '../../../src/core/config/rotation.ts';

const agents = (weights: Readonly<Record<string, number>>): readonly ParallelAgent[] =>
  Object.entries(weights).map(([name, weight]) => ({ name, command: null, env: {}, maxConcurrent: null, weight }));

/** Who gets the next turns, one after the other. */
function play(weights: Readonly<Record<string, number>>, count: number, from: RotationState = freshRotation): string {
  let rotation = from;
  const names: string[] = [];
  while (names.length < count) {
    const turn = takeTurn(agents(weights), { full: [], rotation });
    names.push(turn.name);
    // As it comes back from the disk.
    rotation = parseRotation(formatRotation(turn.rotation)) ?? freshRotation;
  }
  return names.join('');
}

test.each([
  [{ a: 1, b: 1, c: 1 }, 7, freshRotation, 'abcabca'],
  [{ a: 2, b: 1 }, 6, freshRotation, 'abaaba'],
  [{ a: 5, b: 1, c: 1 }, 7, freshRotation, 'aabacaa'],
  [{ a: 1 }, 3, freshRotation, 'aaa'],
  // After the list was changed: behind whoever had the last turn, if he is still there.
  [{ x: 1, a: 1, b: 1 }, 2, { lastIndex: 0, last: 'a' }, 'bx'],
  [{ x: 1, y: 1 }, 2, { lastIndex: 1, last: 'a' }, 'xy'],
  // As the existing tool writes it, maybe of a longer list.
  [{ a: 1, b: 1 }, 2, { lastIndex: 0, last: null }, 'ba'],
  [{ a: 1, b: 1 }, 2, { lastIndex: 7, last: null }, 'ab'],
])('with the weights %j the next %i turns after %j are %s', (weights, count, from, names) => {
  expect(play(weights, count, from)).toBe(names);
});

test('in a round everybody has as many turns as he weighs', () => {
  const names = [...play({ a: 7, b: 3, c: 1 }, 22)];
  expect(['a', 'b', 'c'].map((name) => names.filter((one) => one === name).length)).toEqual([14, 6, 2]);
});

test.each([
  ['{"last_index": 2, "last": "b"}', { lastIndex: 2, last: 'b' }],
  ['{"last_index": 2}', { lastIndex: 2, last: null }],
  ['{"last_index": -1}', null],
  ['{"last_index": 1.5}', null],
  ['{"last_index": "1"}', null],
  ['{"last_index": 1, "last": 5}', null],
  ['[]', null],
  ['{"last_ind', null],
  ['', null],
])('%j is read as %j', (text, state) => {
  expect(parseRotation(text)).toEqual(state);
});

test.each([
  [0, 'a'],
  [0.74, 'a'],
  [0.75, 'b'],
  [0.999, 'b'],
])('the dice at %d draw %s of a weighing 3 and b weighing 1', (dice, name) => {
  expect(drawAgent(agents({ a: 3, b: 1 }), dice)).toBe(name);
});
