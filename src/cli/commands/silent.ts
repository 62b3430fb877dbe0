import { silence, type SilenceInput } from '../../engine/operations/silence.ts';
import { makeAnswer } from '../answer.ts';
import type { CommandSpec } from '../command.ts';
import { argumentWord } from '../parsed.ts';

const actions: readonly SilenceInput['action'][] = ['on', 'off', 'status'];

/** `chant silent`: keeps `.chant/` out of git, or stops doing so. */
export const silent: CommandSpec = {
  name: 'silent',
  description: 'Keeps .chant out of git with the local exclude list, for repositories that are shared with others.',
  arguments: [
    {
      name: 'action',
      description: 'on, off or status (default: status)',
      required: false,
      many: false,
      choices: actions,
    },
  ],
  options: [],
  examples: [
    { line: 'chant silent on', says: 'git sees nothing of .chant' },
    { line: 'chant silent', says: 'tell whether it is on' },
  ],
  run: async (context, parsed) => {
    const word = argumentWord(parsed, 'action');
    const action = actions.find((one) => one === word) ?? 'status';
    return makeAnswer(context, parsed)(await silence(context, { action }), {
      text: ({ silent: isOn, changed, excludeFile }) =>
        `Silent mode is ${isOn ? 'on' : 'off'}${changed ? '' : action === 'status' ? '' : ' already'}: ${
          isOn ? `.chant is kept out of git by ${excludeFile}` : 'git sees .chant'
        }\n`,
    });
  },
};
