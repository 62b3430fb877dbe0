import { expect, test } from 'vitest';
import { isAllowedInside } from '../../../src/core/lifecycle/allowed-inside.ts';

test.each([
  ['halt', true],
  ['show', true],
  ['list', true],
  ['log', true],
  ['work', false],
  ['approve', false],
  ['land', false],
  ['reset', false],
  ['add', false],
])('in a workspace, %s may be used: %s', (command, expected) => {
  expect(isAllowedInside(command)).toBe(expected);
});
