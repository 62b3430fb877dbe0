import { buildProblem, type LintRule } from '../lint-rule.ts';

/** `ready` and `blocked` are computed from the dependencies; written down they say nothing. */
export const readyOrBlockedWritten: LintRule = {
  name: 'ready-or-blocked-written',
  lint: ({ open }) =>
    open
      .filter((spec) => spec.status === 'ready' || spec.status === 'blocked')
      .map((spec) => {
        const message = `\`status: ${spec.status}\` is computed and counts as \`pending\``;
        const rule = 'ready-or-blocked-written';
        return buildProblem(spec, { rule, severity: 'warning', key: 'status', message, suggestion: 'pending' });
      }),
};
