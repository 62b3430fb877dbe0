import { approveSpec } from '../../engine/operations/approve-spec.ts';
import { makeAnswer } from '../answer.ts';
import { chooseSpec } from '../choose-spec.ts';
import type { CommandSpec } from '../command.ts';
import { optionValue, requiredWord } from '../parsed.ts';
import { oneLine } from '../render/one-line.ts';
import { specIdArgument } from '../spec-id-argument.ts';

/** `chant approve`: writes an approval into a spec. */
export const approve: CommandSpec = {
  name: 'approve',
  description:
    'Approves a spec, so that it may be worked on; where the configuration says approval: { scope: true }, the scope that it has from research, as it was shown.',
  arguments: [specIdArgument],
  options: [
    { name: 'by', value: 'NAME', description: "who approves (default: git's user.name)" },
    { name: 'reason', value: 'TEXT', description: 'why' },
  ],
  examples: [{ line: 'chant approve 010 --by alex', says: 'approve in the name of alex' }],
  run: async (context, parsed) => {
    const by = optionValue(parsed, 'by');
    const reason = optionValue(parsed, 'reason');
    const result = await chooseSpec(context, parsed, {
      ids: [requiredWord(parsed, 'id')],
      run: ([id = '']) => approveSpec(context, { id, by, reason }),
    });
    return makeAnswer(context, parsed)(result, {
      text: ({ id, approval: { by, scope = [] } }) =>
        [`Approved ${id}${by === null ? '' : ` by ${by}`}`, ...scope.map((path) => `  ${oneLine(path)}`), ''].join(
          '\n',
        ),
    });
  },
};
