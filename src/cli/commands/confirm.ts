import { confirmSpec } from '../../engine/operations/confirm-spec.ts';
import { answerRuns } from '../answer-runs.ts';
import { makeAnswer } from '../answer.ts';
import { chooseSpec } from '../choose-spec.ts';
import type { CommandSpec } from '../command.ts';
import { optionValue, requiredWord } from '../parsed.ts';
import { renderConfirmable } from '../render/confirm-page.ts';
import { specIdArgument } from '../spec-id-argument.ts';

/** `chant confirm`: a person's word where no command can prove it. */
export const confirm: CommandSpec = {
  name: 'confirm',
  description:
    'Confirms that the steps of a document show the bug, where no test can show it (chant investigate --assisted). Without --by it shows the document; with --by the spec keeps who said so and when, and lands. For people alone: agents are refused.',
  arguments: [specIdArgument],
  options: [
    { name: 'by', value: 'NAME', description: 'the person who has followed the steps' },
    { name: 'reason', value: 'TEXT', description: 'what was seen' },
  ],
  examples: [
    { line: 'chant confirm 002', says: 'read the steps' },
    { line: 'chant confirm 002 --by alex --reason "3 of 5 times"', says: 'they show the bug' },
  ],
  streams: true,
  run: async (context, parsed) => {
    const by = optionValue(parsed, 'by');
    const reason = optionValue(parsed, 'reason');
    const result = await chooseSpec(context, parsed, {
      ids: [requiredWord(parsed, 'id')],
      run: ([id = '']) => confirmSpec(context, { id, by, reason }),
    });
    if (result.ok && result.value.by !== null) return answerRuns(context, parsed, result.value.runs);
    return makeAnswer(context, parsed)(result, { text: renderConfirmable });
  },
};
