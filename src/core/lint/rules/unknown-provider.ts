import { nearest } from '../../nearest.ts';
import { buildProblem, type LintRule } from '../lint-rule.ts';

/** A `provider` that is neither configured nor built in. */
export const unknownProvider: LintRule = {
  name: 'unknown-provider',
  lint: ({ open, providers }) =>
    open.flatMap((spec) => {
      if (spec.provider === null || providers.includes(spec.provider)) return [];
      const message = `\`provider: ${spec.provider}\` is not known; known providers: ${providers.join(', ')}`;
      const suggestion = nearest(spec.provider, providers);
      return buildProblem(spec, { rule: 'unknown-provider', severity: 'error', key: 'provider', message, suggestion });
    }),
};
