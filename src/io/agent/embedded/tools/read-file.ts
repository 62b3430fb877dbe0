import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { findFile } from '../desk.ts';
import { defineTool, miss } from './tool.ts';

const maxLines = 2000;
const maxCharacters = 60_000;
const maxBytes = 8 * 1024 * 1024;

export const readFileTool = defineTool({
  name: 'read_file',
  description: `Reads a text file of the workspace. Without from and lines, its first ${maxLines} lines.`,
  schema: z.object({
    path: z.string().describe('relative to the workspace'),
    from: z.int().min(1).optional().describe('first line, counted from 1'),
    lines: z.int().min(1).max(maxLines).optional().describe('how many lines'),
  }),
  use: (input, desk) => {
    const place = findFile(desk, input.path);
    if (!place.ok) return miss(place.failure);
    const { absolute, path, stat } = place.value;
    if (stat !== null && stat.size > maxBytes)
      return miss(`${path} has ${stat.size} bytes; look into it with a command`);
    const bytes = readFileSync(absolute);
    if (bytes.includes(0)) return miss(`${path} is no text`);
    const report = { kind: 'did', action: 'read', path } as const;
    return { text: cut(bytes.toString('utf8'), input.from ?? 1, input.lines ?? maxLines), report };
  },
});

/** The asked lines as they are; what is missing is said at the end, in brackets. */
function cut(text: string, from: number, lines: number): string {
  if (text === '') return '(the file is empty)';
  const all = text.split('\n');
  const count = all.at(-1) === '' ? all.length - 1 : all.length;
  if (from > count) return `(the file ends with line ${count})`;
  const part = all.slice(from - 1, from - 1 + lines).join('\n');
  const kept = part.slice(0, maxCharacters);
  const last = from - 1 + kept.split('\n').length;
  if (from === 1 && last >= count && kept === part) return kept;
  return `${kept}\n(lines ${from} to ${Math.min(last, count)} of ${count})`;
}
