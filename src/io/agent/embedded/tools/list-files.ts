import { z } from 'zod';
import { compilePattern } from '../../../../core/scope/compile-pattern.ts';
import { defineTool, miss } from './tool.ts';
import { readFolder, walkFiles } from './walk-files.ts';

const most = 500;

export const listFilesTool = defineTool({
  name: 'list_files',
  description: `Lists a folder; or, with a glob such as src/**/*.ts, all files of the workspace that match it. At most ${most}.`,
  schema: z.object({
    path: z.string().optional().describe('the folder, relative to the workspace; without it the workspace'),
    glob: z.string().optional().describe('matched against paths relative to the workspace'),
  }),
  use: ({ path = '.', glob }, desk) => {
    if (glob !== undefined) return { text: format(matching(desk.root, glob)), report: null };
    const place = desk.find(path);
    if (!place.ok) return miss(place.failure);
    if (!place.value.stat?.isDirectory()) return miss(`there is no folder ${path}`);
    const entries = readFolder(place.value.absolute).filter((entry) => entry.name !== '.git');
    return { text: format(entries.map((entry) => `${entry.name}${entry.isDirectory() ? '/' : ''}`)), report: null };
  },
});

function matching(root: string, glob: string): readonly string[] {
  const matches = compilePattern(glob);
  const found: string[] = [];
  for (const file of walkFiles(root)) {
    if (matches(file)) found.push(file);
    if (found.length > most) break;
  }
  return found;
}

function format(names: readonly string[]): string {
  if (names.length === 0) return '(nothing)';
  const rest = names.length > most ? ['(and more)'] : [];
  return [...names.slice(0, most), ...rest].join('\n');
}
