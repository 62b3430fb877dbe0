import { showSpec } from '../../engine/operations/show-spec.ts';
import { makeAnswer } from '../answer.ts';
import { chooseSpec } from '../choose-spec.ts';
import type { CommandSpec } from '../command.ts';
import { isFlagSet, requiredWord } from '../parsed.ts';
import { renderSpecPage } from '../render/spec-page.ts';
import { specIdArgument } from '../spec-id-argument.ts';

/** `chant show`: all about one spec. */
export const show: CommandSpec = {
  name: 'show',
  description: 'Shows all that chant knows about one spec: where it stands, what it needs, what it says.',
  arguments: [specIdArgument],
  options: [{ name: 'raw', description: 'print the file as it is' }],
  examples: [
    { line: 'chant show 010', says: 'ids may be written short' },
    { line: 'chant show v7b --raw', says: 'the file alone' },
  ],
  run: async (context, parsed) => {
    const result = await chooseSpec(context, parsed, {
      ids: [requiredWord(parsed, 'id')],
      run: ([id = '']) => showSpec(context, { id }),
    });
    return makeAnswer(context, parsed)(result, {
      text: isFlagSet(parsed, 'raw') ? ({ text }) => text : renderSpecPage,
      json: ({ spec: { keyLines: _, ...spec }, ...rest }) => ({ ...spec, ...rest }),
    });
  },
};
