import { makeAnswer } from '../answer.ts';
import type { CommandSpec } from '../command.ts';
import { ok } from '../../core/result.ts';

/** `chant version`: prints the version. */
export const version: CommandSpec = {
  name: 'version',
  description: 'Prints the version.',
  arguments: [],
  options: [],
  examples: [{ line: 'chant version --json', says: 'as JSON' }],
  run: async (context, parsed) =>
    makeAnswer(context, parsed)(ok({ version: context.version }), { text: (value) => `chant ${value.version}\n` }),
};
