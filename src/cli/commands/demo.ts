import { runDemo } from '../../engine/operations/run-demo.ts';
import { answerFailure, makeAnswer } from '../answer.ts';
import type { CommandSpec } from '../command.ts';
import { argumentWord, isFlagSet } from '../parsed.ts';
import { pauseAtTerminal } from '../pause-at-terminal.ts';
import { renderDemo } from '../render/demo-page.ts';

/** `chant demo`: chant at work in a small project, with a recorded agent. */
export const demo: CommandSpec = {
  name: 'demo',
  description:
    'Makes a small project and has a recorded agent fix it, from the issue to the landed change. Needs no network and no key.',
  arguments: [
    {
      name: 'dir',
      description: 'where to make the project (default: a new temp folder)',
      required: false,
      many: false,
    },
  ],
  options: [{ name: 'pause', description: 'wait for a key between the steps' }],
  examples: [{ line: 'chant demo', says: 'see it run' }],
  streams: true,
  run: async (context, parsed) => {
    const pause = isFlagSet(parsed, 'pause') && context.terminal.interactive ? pauseAtTerminal : null;
    const result = await runDemo(context, { dir: argumentWord(parsed, 'dir'), pause });
    if (!result.ok) return answerFailure(context, parsed, result.failure);
    return makeAnswer(context, parsed)(result, { text: renderDemo });
  },
};
