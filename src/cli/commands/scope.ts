import { scopeSpec } from '../../engine/operations/scope-spec.ts';
import { makeAnswer } from '../answer.ts';
import { chooseSpec } from '../choose-spec.ts';
import type { CommandSpec } from '../command.ts';
import { isFlagSet, optionValue, requiredWord } from '../parsed.ts';
import { renderScope } from '../render/scope-page.ts';
import { specIdArgument } from '../spec-id-argument.ts';

/** `chant scope`: the files of a document become what a spec may change. */
export const scope: CommandSpec = {
  name: 'scope',
  description:
    'Makes the files that a research document lists below "## Target files" the scope of a spec. chant work does so by itself for a fix that has none; files that decide what runs elsewhere (CI, owners, instructions for agents) are then left out.',
  arguments: [specIdArgument],
  options: [
    { name: 'from', value: 'DOCUMENT', required: true, description: 'the research document' },
    { name: 'all', description: 'also the files that decide what runs elsewhere' },
    { name: 'dry-run', description: 'only say what would be written' },
  ],
  examples: [
    {
      line: 'chant scope 010 --from .chant/research/issue-1234-impact-map.md',
      says: 'the fix may change what it lists',
    },
  ],
  run: async (context, parsed) => {
    const input = {
      from: optionValue(parsed, 'from') ?? '',
      all: isFlagSet(parsed, 'all'),
      dryRun: isFlagSet(parsed, 'dry-run'),
    };
    const result = await chooseSpec(context, parsed, {
      ids: [requiredWord(parsed, 'id')],
      run: ([id = '']) => scopeSpec(context, { id, ...input }),
    });
    return makeAnswer(context, parsed)(result, { text: renderScope });
  },
};
