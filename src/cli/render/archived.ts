import type { ArchiveSpecsOutput } from '../../engine/operations/archive-specs.ts';
import { oneLine } from './one-line.ts';

/** What was archived, and where it is now. */
export function renderArchived({ moved, kept }: ArchiveSpecsOutput): string {
  const lines = [
    ...moved.map(({ id, to }) => `Archived ${oneLine(id)} as ${oneLine(to)}`),
    ...kept.map((id) => `${oneLine(id)} was archived already`),
  ];
  return `${lines.join('\n')}\n`;
}
