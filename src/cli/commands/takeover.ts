import { takeoverSpec } from '../../engine/operations/takeover-spec.ts';
import { makeAnswer } from '../answer.ts';
import { chooseSpec } from '../choose-spec.ts';
import type { CommandSpec } from '../command.ts';
import { requiredWord } from '../parsed.ts';
import { renderTakenOver } from '../render/taken-over.ts';
import { specIdArgument } from '../spec-id-argument.ts';

/** `chant takeover`: a person goes on with a run by hand. */
export const takeover: CommandSpec = {
  name: 'takeover',
  description:
    'Pauses a run and hands its workspace to you, with a page that says what was done and what is left. What you do ' +
    'there counts: chant land judges and lands it, chant resume has the agent go on with it.',
  arguments: [specIdArgument],
  options: [],
  examples: [
    {
      line: 'chant takeover 010',
      says: 'work in the folder that it names; then `chant land 010`, or `chant resume 010` to let the agent finish it',
    },
  ],
  run: async (context, parsed) => {
    const result = await chooseSpec(context, parsed, {
      ids: [requiredWord(parsed, 'id')],
      run: ([id = '']) => takeoverSpec(context, { id }),
    });
    return makeAnswer(context, parsed)(result, { text: renderTakenOver });
  },
};
