import { validateConfig } from '../../engine/operations/validate-config.ts';
import { makeAnswer } from '../answer.ts';
import type { CommandSpec } from '../command.ts';
import { exitCodes } from '../exit-code.ts';
import { isFlagSet } from '../parsed.ts';
import { hideSecrets, renderConfig } from '../render/config-page.ts';
import { renderConfigProblems } from '../render/problems.ts';

/** `chant config`: shows or checks the configuration. */
export const config: CommandSpec = {
  name: 'config',
  description: 'Shows the configuration that is in force. The exit status is 1 where a file has errors.',
  arguments: [],
  options: [{ name: 'validate', description: 'print only what is wrong in the files' }],
  examples: [
    { line: 'chant config', says: 'what is in force' },
    { line: 'chant config --validate', says: 'check the files' },
  ],
  run: async (context, parsed) => {
    const onlyProblems = isFlagSet(parsed, 'validate');
    return makeAnswer(context, parsed)(await validateConfig(context, {}), {
      text: (value) =>
        onlyProblems ? renderConfigProblems(value) : `${renderConfig(value)}${renderConfigProblems(value)}`,
      json: ({ problems, config: inForce, files }) =>
        onlyProblems ? { problems, files } : { problems, files, config: hideSecrets(inForce) },
      exitCode: ({ problems }) =>
        problems.some((problem) => problem.severity === 'error') ? exitCodes.failed.code : exitCodes.done.code,
    });
  },
};
