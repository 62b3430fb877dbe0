import { describe, expect, it } from 'vitest';
import { parsePsLine } from '../../../src/io/process/parse-ps-line.ts';

describe('parsePsLine', () => {
  it('reads a line of ps', () => {
    expect(parsePsLine(' 4711     1  4710 Ss   Mon Nov 23 06:45:41 2026     node agent.mjs --flag')).toEqual({
      pid: 4711,
      parent: 1,
      group: 4710,
      session: null,
      startTime: 'Mon Nov 23 06:45:41 2026',
      command: 'node agent.mjs --flag',
    });
  });

  it.each(['', '  PID PPID', '4711 1 4711 Z Mon Nov  2 06:45:41 2026 (node)'])('gives null for %j', (line) => {
    expect(parsePsLine(line)).toBeNull();
  });
});
