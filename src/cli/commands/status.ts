import { showStatus } from '../../engine/operations/show-status.ts';
import { makeAnswer } from '../answer.ts';
import { chooseSpec } from '../choose-spec.ts';
import type { CommandSpec } from '../command.ts';
import { argumentWord } from '../parsed.ts';
import { renderStatus } from '../render/status-page.ts';
import { specIdArgument } from '../spec-id-argument.ts';

/** `chant status`: what runs and what needs a person. */
export const status: CommandSpec = {
  name: 'status',
  description: 'Shows what runs now, what needs you, and how many specs stand where.',
  arguments: [{ ...specIdArgument, required: false }],
  options: [],
  examples: [{ line: 'chant status', says: 'the whole project' }],
  run: async (context, parsed) => {
    const word = argumentWord(parsed, 'id');
    const result = await chooseSpec(context, parsed, {
      ids: word === null ? [] : [word],
      run: ([id = null]) => showStatus(context, { id }),
    });
    return makeAnswer(context, parsed)(result, { text: renderStatus });
  },
};
