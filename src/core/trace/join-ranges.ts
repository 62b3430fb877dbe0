import type { LineRange } from './trace.ts';

/** Joins line numbers into ranges: 1, 2, 3, 7 is 1-3 and 7-7. */
export function joinRanges(lines: readonly number[]): readonly LineRange[] {
  const ranges: [number, number][] = [];
  for (const line of [...lines].sort((a, b) => a - b)) {
    const last = ranges.at(-1);
    if (last !== undefined && line <= last[1] + 1) last[1] = line;
    else ranges.push([line, line]);
  }
  return ranges;
}
