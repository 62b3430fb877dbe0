import { splitSpec } from '../../engine/operations/split-spec.ts';
import { makeAnswer } from '../answer.ts';
import { chooseSpec } from '../choose-spec.ts';
import type { CommandSpec } from '../command.ts';
import { isFlagSet, optionValue, requiredWord } from '../parsed.ts';
import { renderSplit } from '../render/split-page.ts';
import { specIdArgument } from '../spec-id-argument.ts';

/** `chant split`: a spec that is too large becomes a driver with members. */
export const split: CommandSpec = {
  name: 'split',
  description:
    'Divides a spec that names too many files into members, which are worked on one after the other, each with a part of the files. The spec itself becomes their driver: chant work on it works on all of them, and then proves the whole by its checks.',
  arguments: [specIdArgument],
  options: [
    { name: 'files', value: 'N', description: 'at most so many files in a member (default: limits.files)' },
    { name: 'dry-run', description: 'only say what the members would be' },
  ],
  examples: [
    { line: 'chant split 010', says: 'as limits.files says' },
    { line: 'chant split 010 --files 4 --dry-run', says: 'see the parts first' },
  ],
  run: async (context, parsed) => {
    const files = optionValue(parsed, 'files');
    const dryRun = isFlagSet(parsed, 'dry-run');
    const result = await chooseSpec(context, parsed, {
      ids: [requiredWord(parsed, 'id')],
      run: ([id = '']) => splitSpec(context, { id, files, dryRun }),
    });
    return makeAnswer(context, parsed)(result, { text: renderSplit });
  },
};
