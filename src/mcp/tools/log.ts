import * as z from 'zod';
import { mapResult } from '../../core/result.ts';
import { stripControl } from '../../core/strip-control.ts';
import { showLog } from '../../engine/operations/show-log.ts';
import { describeTool } from '../tool.ts';

/** The end of a log tells most; all of it would fill a prompt. */
const maxTail = 8000;

/** `log`: what an agent printed. */
export const log = describeTool({
  name: 'log',
  description: "The end of an agent's log of a spec.",
  place: 'everywhere',
  input: { id: z.string(), attempt: z.optional(z.int().positive()) },
  run: async (context, { id, attempt = null }) => {
    let tail = '';
    const onText = (text: string): void => {
      tail = (tail + text).slice(-2 * maxTail);
    };
    const shown = await showLog(context, { id, attempt, follow: false, onText });
    return mapResult(shown, (log) => ({
      ...{ spec: log.spec, attempt: log.attempt, bytes: log.bytes, tail: stripControl(tail).slice(-maxTail) },
    }));
  },
});
