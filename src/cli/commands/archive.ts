import { archiveSpecs } from '../../engine/operations/archive-specs.ts';
import { makeAnswer } from '../answer.ts';
import { chooseSpec } from '../choose-spec.ts';
import type { CommandSpec } from '../command.ts';
import { argumentWords, optionValue } from '../parsed.ts';
import { renderArchived } from '../render/archived.ts';

/** `chant archive`: puts specs that are done away. */
export const archive: CommandSpec = {
  name: 'archive',
  description:
    'Moves specs that are completed or cancelled into .chant/archive. They stay readable and traceable, and others may depend on them. Where git tracks them, the move is yours to commit.',
  arguments: [{ name: 'ids', description: 'ids of specs, short or full', required: false, many: true }],
  options: [{ name: 'investigation', value: 'ISSUE', description: 'every spec with the label issue-ISSUE' }],
  examples: [
    { line: 'chant archive 010', says: 'one spec' },
    { line: 'chant archive --investigation 1234', says: 'the whole chain, from the issue to the fix' },
  ],
  run: async (context, parsed) => {
    const investigation = optionValue(parsed, 'investigation');
    const result = await chooseSpec(context, parsed, {
      ids: argumentWords(parsed, 'ids'),
      run: (ids) => archiveSpecs(context, { ids, investigation }),
    });
    return makeAnswer(context, parsed)(result, { text: renderArchived });
  },
};
