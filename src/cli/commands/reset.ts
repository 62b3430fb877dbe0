import { resetSpec } from '../../engine/operations/reset-spec.ts';
import { makeAnswer } from '../answer.ts';
import { chooseSpec } from '../choose-spec.ts';
import type { CommandSpec } from '../command.ts';
import { requiredWord } from '../parsed.ts';
import { specIdArgument } from '../spec-id-argument.ts';

/** `chant reset`: puts a spec back to pending. */
export const reset: CommandSpec = {
  name: 'reset',
  description: 'Puts a spec back to pending. A live run is stopped first. Earlier attempts stay pinned and readable.',
  arguments: [specIdArgument],
  options: [],
  examples: [{ line: 'chant reset 010', says: 'then chant work 010 begins anew' }],
  run: async (context, parsed) => {
    const result = await chooseSpec(context, parsed, {
      ids: [requiredWord(parsed, 'id')],
      run: ([id = '']) => resetSpec(context, { id }),
    });
    return makeAnswer(context, parsed)(result, {
      text: ({ spec, attempt, status }) =>
        `Reset ${spec}: it is ${status}${attempt === null ? '' : `; attempt ${attempt} is kept: chant log ${spec}`}\n`,
    });
  },
};
