import { expect, test } from 'vitest';
import { renderDuration } from '../../../src/cli/render/duration.ts';

test.each([
  [0, '0.0s'],
  [350, '0.4s'],
  [9949, '9.9s'],
  [9960, '10s'],
  [59_400, '59s'],
  [59_600, '1m 0s'],
  [150_000, '2m 30s'],
  [3_600_000, '1h 0m'],
  [3_900_000, '1h 5m'],
])('%i ms is %s', (ms, text) => {
  expect(renderDuration(ms)).toBe(text);
});
