import { describe, expect, it } from 'vitest';
import { parseProcStat } from '../../../src/io/process/parse-proc-stat.ts';

const rest = 'S 1 4711 4712 0 -1 4194560 1 0 0 0 0 0 0 0 20 0 1 0 8675309 10000 200';

describe('parseProcStat', () => {
  it.each([
    ['a plain name', 'node', 'node'],
    ['a name with spaces and parentheses', 'my ) R 9 (odd', 'my ) R 9 (odd'],
  ])('reads a line with %s', (_, name, expected) => {
    expect(parseProcStat(`4711 (${name}) ${rest}\n`)).toEqual({
      pid: 4711,
      name: expected,
      state: 'S',
      parent: 1,
      group: 4711,
      session: 4712,
      startTime: '8675309',
    });
  });

  it.each(['', 'rubbish', '1 (x', '1 (x) S 1 2 3'])('gives null for %j', (line) => {
    expect(parseProcStat(line)).toBeNull();
  });
});
