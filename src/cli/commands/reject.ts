import { rejectSpec } from '../../engine/operations/approve-spec.ts';
import { makeAnswer } from '../answer.ts';
import { chooseSpec } from '../choose-spec.ts';
import type { CommandSpec } from '../command.ts';
import { optionValue, requiredWord } from '../parsed.ts';
import { specIdArgument } from '../spec-id-argument.ts';

/** `chant reject`: writes a rejection into a spec. */
export const reject: CommandSpec = {
  name: 'reject',
  description: 'Rejects a spec: it may not be worked on until it is approved.',
  arguments: [specIdArgument],
  options: [
    { name: 'by', value: 'NAME', description: "who rejects (default: git's user.name)" },
    { name: 'reason', value: 'TEXT', description: 'why; needed' },
  ],
  examples: [{ line: 'chant reject 010 --reason "the scope is too wide"', says: 'reject with a reason' }],
  run: async (context, parsed) => {
    const by = optionValue(parsed, 'by');
    const reason = optionValue(parsed, 'reason');
    const result = await chooseSpec(context, parsed, {
      ids: [requiredWord(parsed, 'id')],
      run: ([id = '']) => rejectSpec(context, { id, by, reason }),
    });
    return makeAnswer(context, parsed)(result, {
      text: ({ id, approval }) => `Rejected ${id}${approval.reason === null ? '' : `: ${approval.reason}`}\n`,
    });
  },
};
