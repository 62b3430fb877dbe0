import * as z from 'zod';
import { mapResult } from '../../core/result.ts';
import { haltSpec } from '../../engine/operations/halt-spec.ts';
import { describeTool } from '../tool.ts';

/** `halt`: an agent stops its run. */
export const halt = describeTool({
  name: 'halt',
  description: 'Stops this run because its approach or research does not hold. Then stop working.',
  place: 'inside',
  input: { reason: z.string(), finding: z.optional(z.string()) },
  run: async (context, { reason, finding = '' }) =>
    mapResult(await haltSpec(context, { reason, finding: null, text: finding }), () => ({ halted: true })),
});
