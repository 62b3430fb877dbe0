import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { saveFile } from './save-file.ts';
import { defineTool, miss, refuse } from './tool.ts';

export const editFileTool = defineTool({
  name: 'edit_file',
  description:
    'Replaces text in a file. old_string must stand in it exactly once, with its blanks and line ends; with all it may stand there more often.',
  schema: z.object({
    path: z.string().describe('relative to the workspace'),
    old_string: z.string().min(1),
    new_string: z.string(),
    all: z.boolean().optional().describe('replace every one'),
  }),
  use: ({ path, old_string: before, new_string: after, all }, desk) => {
    const place = desk.findWritable(path);
    if (!place.ok) return refuse('edit', place.failure);
    const { absolute, path: own, stat } = place.value;
    if (stat === null) return miss(`there is no ${own}`);
    const bytes = readFileSync(absolute);
    const text = bytes.toString('utf8');
    if (!Buffer.from(text, 'utf8').equals(bytes)) return miss(`${own} is no UTF-8 text`);
    const parts = text.split(before);
    if (parts.length === 1) return miss(`old_string does not stand in ${own}; read it again`);
    if (parts.length > 2 && all !== true)
      return miss(`old_string stands ${parts.length - 1} times in ${own}; give more of what is around it, or set all`);
    saveFile(absolute, parts.join(after));
    return { text: `Edited: ${own}.`, report: { kind: 'did', action: 'edited', path: own } };
  },
});
