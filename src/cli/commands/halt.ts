import { haltSpec } from '../../engine/operations/halt-spec.ts';
import { makeAnswer } from '../answer.ts';
import type { CommandSpec } from '../command.ts';
import { optionValue } from '../parsed.ts';

/** `chant halt`: an agent stops, because the research does not hold. */
export const halt: CommandSpec = {
  name: 'halt',
  description:
    'For agents, in their workspace: stops the run, because the approach does not hold. The work is kept, ' +
    'nothing lands, and a new research spec is created from the finding.',
  arguments: [],
  options: [
    { name: 'reason', value: 'TEXT', required: true, description: 'what does not hold, in one line; needed' },
    { name: 'finding', value: 'FILE', description: 'a markdown file that documents it' },
  ],
  examples: [
    { line: 'chant halt --reason "pessimistic locking insufficient" --finding finding.md', says: 'with proof' },
  ],
  run: async (context, parsed) => {
    const reason = optionValue(parsed, 'reason') ?? '';
    const finding = optionValue(parsed, 'finding');
    return makeAnswer(context, parsed)(await haltSpec(context, { reason, finding }), {
      text: () => 'Halted: the finding is noted. Stop now; change nothing more.\n',
    });
  },
};
