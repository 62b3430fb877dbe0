import { expect, test } from 'vitest';
import { isAllowedInside } from '../../../src/core/lifecycle/allowed-inside.ts';

test.each([
  ['halt', true],
  ['help', true],
  ['lint', true],
  ['list', true],
  ['log', true],
  ['mcp', true],
  ['show', true],
  ['tick', true],
  ['version', true],
  ['add', false],
  ['approve', false],
  ['cancel', false],
  ['config', false],
  ['demo', false],
  ['edit', false],
  ['init', false],
  ['land', false],
  ['pause', false],
  ['reject', false],
  ['reset', false],
  ['resume', false],
  ['silent', false],
  ['stage', false],
  ['status', false],
  ['work', false],
  ['a command that nobody has thought of yet', false],
  ['Show', false],
  ['', false],
])('inside of a run, %s may be used: %s', (command, expected) => {
  expect(isAllowedInside(command)).toBe(expected);
});
