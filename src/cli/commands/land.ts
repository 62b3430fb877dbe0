import { landSpec } from '../../engine/operations/land-spec.ts';
import { answerFailure } from '../answer.ts';
import { answerRuns } from '../answer-runs.ts';
import { chooseSpec } from '../choose-spec.ts';
import type { CommandSpec } from '../command.ts';
import { optionValue, requiredWord } from '../parsed.ts';
import { specIdArgument } from '../spec-id-argument.ts';

/** `chant land`: brings a finished run onto its branch. */
export const land: CommandSpec = {
  name: 'land',
  description:
    'Brings the result of a finished run onto its target branch: one that was left on its branch, or that needs attention.',
  arguments: [specIdArgument],
  options: [
    {
      name: 'accept',
      value: 'REASON',
      choices: ['repository-touched'],
      description: 'land it although the repository was touched: a person has looked, and it is well',
    },
  ],
  examples: [
    { line: 'chant land 010', says: 'after chant work 010 --no-land' },
    { line: 'chant land 010 --accept repository-touched', says: 'it was not the agent' },
  ],
  streams: true,
  run: async (context, parsed) => {
    const accept = optionValue(parsed, 'accept');
    const result = await chooseSpec(context, parsed, {
      ids: [requiredWord(parsed, 'id')],
      run: ([id = '']) => landSpec(context, { id, accept }),
    });
    return result.ok ? answerRuns(context, parsed, result.value.runs) : answerFailure(context, parsed, result.failure);
  },
};
