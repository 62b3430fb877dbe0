import * as z from 'zod';
import { mapResult } from '../../core/result.ts';
import { showSpec } from '../../engine/operations/show-spec.ts';
import { describeTool } from '../tool.ts';

/** `show`: one spec. */
export const show = describeTool({
  name: 'show',
  description: 'One spec: where it stands, what it needs, its whole text.',
  place: 'everywhere',
  input: { id: z.string() },
  run: async (context, { id }) =>
    mapResult(await showSpec(context, { id }), ({ spec, status, text, dependencies, dependents }) => ({
      id: spec.id,
      status,
      criteria: spec.criteria.map(({ text: says, ticked, check }, index) => ({
        ...{ number: index + 1, text: says, ticked, check },
      })),
      dependencies,
      dependents,
      text,
    })),
});
