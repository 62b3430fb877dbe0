import * as z from 'zod';
import { mapResult } from '../../core/result.ts';
import { listSpecs } from '../../engine/operations/list-specs.ts';
import { describeTool } from '../tool.ts';

/** More rows than a reader can use. */
const maxRows = 100;

/** `list`: the specs of the project. */
export const list = describeTool({
  name: 'list',
  description: 'Lists specs: id, status, type, title.',
  place: 'everywhere',
  input: { query: z.optional(z.string()), status: z.optional(z.string()) },
  run: async (context, { query = null, status }) => {
    const all = { type: [], labels: [], ready: false, blocked: false, archived: false, whole: false };
    const result = await listSpecs(context, { ...all, query, status: status === undefined ? [] : [status] });
    return mapResult(result, ({ rows, total }) => ({
      specs: rows.slice(0, maxRows).map(({ spec, status: now }) => ({
        ...{ id: spec.id, status: now, type: spec.type, title: spec.title },
      })),
      found: rows.length,
      total,
    }));
  },
});
