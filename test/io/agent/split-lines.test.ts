import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLineSplitter } from '../../../src/io/agent/split-lines.ts';

function split(limit: number, ...chunks: (string | Buffer)[]): (string | null)[] {
  const splitter = createLineSplitter(limit);
  return [...chunks.flatMap((chunk) => splitter.push(Buffer.from(chunk))), splitter.end()];
}

describe('createLineSplitter', () => {
  it.each([
    ['joins a line that comes in parts', split(99, 'a', 'b\nc', '\n'), ['ab', 'c', null]],
    ['keeps empty lines', split(99, '\n\na'), ['', '', 'a']],
    ['drops the rest of a line over the limit, and only that', split(3, 'abcdef', 'gh\nij\n'), ['abc', 'ij', null]],
    ['joins a character that was cut in two', split(99, Buffer.from([0xc3]), Buffer.from([0xa4, 10])), ['ä', null]],
  ])('%s', (_, lines, expected) => {
    expect(lines).toEqual(expected);
  });

  it('gives the same lines however the text is cut into chunks', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: fc.constantFrom('a', 'ü', '\n') })), (chunks) => {
        const lines = chunks.join('').split('\n');
        const found = split(1000, ...chunks);
        expect([...found.slice(0, -1), found.at(-1) ?? '']).toEqual(lines);
      }),
    );
  });
});
