import * as z from 'zod';
import { mapResult } from '../../core/result.ts';
import { tickCriterion } from '../../engine/operations/tick-criterion.ts';
import { describeTool } from '../tool.ts';

/** `tick`: an agent claims a criterion. */
export const tick = describeTool({
  name: 'tick',
  description: "Ticks a criterion of this run's spec that you have seen hold: by its number, or a part of its text.",
  place: 'inside',
  input: { criterion: z.string() },
  run: async (context, { criterion }) =>
    mapResult(await tickCriterion(context, { criterion, id: null }), ({ number, criterion: one, changed, open }) => ({
      ...{ number, text: one.text, changed, provedBy: one.check, open },
    })),
});
