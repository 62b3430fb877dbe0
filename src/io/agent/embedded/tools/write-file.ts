import { z } from 'zod';
import { saveFile } from './save-file.ts';
import { defineTool, refuse } from './tool.ts';

export const writeFileTool = defineTool({
  name: 'write_file',
  description: 'Writes a whole file, and makes its folders. For a change to a file that is there, edit_file is better.',
  schema: z.object({
    path: z.string().describe('relative to the workspace'),
    content: z.string().describe('all of the file'),
  }),
  use: ({ path, content }, desk) => {
    const place = desk.findWritable(path);
    if (!place.ok) return refuse('write', place.failure);
    saveFile(place.value.absolute, content);
    return { text: `Written: ${place.value.path}.`, report: { kind: 'did', action: 'wrote', path: place.value.path } };
  },
});
