import { pauseSpec } from '../../engine/operations/pause-spec.ts';
import { makeAnswer } from '../answer.ts';
import { chooseSpec } from '../choose-spec.ts';
import type { CommandSpec } from '../command.ts';
import { requiredWord } from '../parsed.ts';
import { renderPaused } from '../render/paused.ts';
import { specIdArgument } from '../spec-id-argument.ts';

/** `chant pause`: ends the agent of a live run, and keeps all that it takes to go on. */
export const pause: CommandSpec = {
  name: 'pause',
  description:
    'Ends the agent of a live run and keeps its workspace, its work and its conversation. Comes back when that is so. ' +
    'An agent that does not end when it is told to is ended after five seconds.',
  arguments: [specIdArgument],
  options: [],
  examples: [{ line: 'chant pause 010', says: 'look at what was done; `chant resume 010` goes on where it was' }],
  run: async (context, parsed) => {
    const result = await chooseSpec(context, parsed, {
      ids: [requiredWord(parsed, 'id')],
      run: ([id = '']) => pauseSpec(context, { id }),
    });
    return makeAnswer(context, parsed)(result, { text: renderPaused });
  },
};
