import { join } from 'node:path';
import { z } from 'zod';
import { saveFile } from './save-file.ts';
import { defineTool } from './tool.ts';

export const haltTool = defineTool({
  name: 'halt',
  description:
    'Stops this work, because the approach or the research behind it does not hold. Your work is kept, nothing lands, and a new research spec is made from your finding. Nothing comes after this.',
  schema: z.object({
    reason: z.string().trim().min(1).describe('what does not hold, in one line'),
    finding: z.string().describe('what you found, what you tried and what it showed, in markdown'),
  }),
  use: ({ reason, finding }, desk) => {
    const line = reason.replace(/\s+/g, ' ');
    saveFile(join(desk.outbox, 'halt.md'), `# ${line}\n\n${finding}`);
    return { text: 'Halted.', report: { kind: 'did', action: `halted: ${line}`, path: null }, ends: true };
  },
});
