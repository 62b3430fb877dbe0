import * as z from 'zod';
import { mapResult } from '../../core/result.ts';
import { addSpec } from '../../engine/operations/add-spec.ts';
import { describeTool } from '../tool.ts';

/** `add`: a new spec. */
export const add = describeTool({
  name: 'add',
  description: 'Creates a spec. A person reads it and has it worked on.',
  place: 'outside',
  input: {
    title: z.string(),
    body: z.optional(z.string()),
    type: z.optional(z.string()),
    targets: z.optional(z.array(z.string())),
  },
  run: async (context, { title, body = null, type = null, targets = [] }) => {
    const lists = { labels: [], dependsOn: [], informedBy: [], checks: [] };
    const input = { title, body, type, targets, ...lists, prompt: null, needsApproval: true };
    return mapResult(await addSpec(context, input), ({ id, path }) => ({ id, path }));
  },
});
