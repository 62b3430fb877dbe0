import { reviewSpec } from '../../engine/operations/review-spec.ts';
import { makeAnswer } from '../answer.ts';
import type { CommandSpec } from '../command.ts';
import { isFlagSet, requiredWord } from '../parsed.ts';
import { renderReviewPage } from '../render/review-page.ts';
import { specIdArgument } from '../spec-id-argument.ts';

/** `chant review`: what was said on the staging pull request becomes the input of the next attempt. */
export const review: CommandSpec = {
  name: 'review',
  description:
    'Takes home what was said on the staging pull request since the last time: as a document in .chant/research that the ' +
    'fix is informed by, and with the fix open again, so that chant work makes a second round.',
  arguments: [specIdArgument],
  options: [{ name: 'dry-run', description: 'only show what is new' }],
  examples: [{ line: 'chant review 010', says: 'then: chant work 010, chant stage 010' }],
  run: async (context, parsed) => {
    const id = requiredWord(parsed, specIdArgument.name);
    const report = await reviewSpec(context, { id, dryRun: isFlagSet(parsed, 'dry-run') });
    return makeAnswer(context, parsed)(report, { text: renderReviewPage });
  },
};
