import { lintSpecs } from '../../engine/operations/lint-specs.ts';
import { answerFailure, makeAnswer } from '../answer.ts';
import { chooseSpec } from '../choose-spec.ts';
import type { CommandSpec } from '../command.ts';
import { exitCodes } from '../exit-code.ts';
import { argumentWords, optionValue } from '../parsed.ts';
import { renderLint } from '../render/problems.ts';
import { buildSarif } from '../render/sarif.ts';
import { sayJson } from '../speak.ts';

/** `chant lint`: finds mistakes in specs. */
export const lint: CommandSpec = {
  name: 'lint',
  description: 'Finds mistakes in specs. The exit status is 1 where there are errors; warnings alone leave it 0.',
  arguments: [{ name: 'ids', description: 'ids of specs (default: all)', required: false, many: true }],
  options: [{ name: 'format', value: 'FORMAT', choices: ['text', 'json', 'sarif'], description: 'how to print' }],
  examples: [
    { line: 'chant lint', says: 'all specs' },
    { line: 'chant lint --format sarif > lint.sarif', says: 'for a code host' },
  ],
  run: async (context, parsed) => {
    const format = optionValue(parsed, 'format') ?? (parsed.json ? 'json' : 'text');
    const json = format !== 'text';
    const result = await chooseSpec(context, parsed, {
      ids: argumentWords(parsed, 'ids'),
      run: (ids) => lintSpecs(context, { ids }),
    });
    if (!result.ok) return answerFailure(context, { json }, result.failure);
    const exitCode = result.value.errors > 0 ? exitCodes.failed.code : exitCodes.done.code;
    if (format === 'sarif') {
      sayJson(context.terminal, buildSarif(result.value.problems, context.version));
      return exitCode;
    }
    return makeAnswer(context, { json })(result, { text: renderLint, exitCode: () => exitCode });
  },
};
