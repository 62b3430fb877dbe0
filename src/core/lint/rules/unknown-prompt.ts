import { nearest } from '../../nearest.ts';
import { buildProblem, type LintRule } from '../lint-rule.ts';

/** A `prompt` that is neither in `.chant/prompts/` nor ships with chant. */
export const unknownPrompt: LintRule = {
  name: 'unknown-prompt',
  lint: ({ open, prompts }) =>
    open.flatMap((spec) => {
      if (spec.prompt === null || prompts.includes(spec.prompt)) return [];
      const message = `\`prompt: ${spec.prompt}\` is not known; known prompts: ${prompts.join(', ')}`;
      const suggestion = nearest(spec.prompt, prompts);
      return buildProblem(spec, { rule: 'unknown-prompt', severity: 'error', key: 'prompt', message, suggestion });
    }),
};
