import { nearest } from '../../nearest.ts';
import type { Problem } from '../../problem.ts';
import { buildProblem, type LintRule } from '../lint-rule.ts';

/** A criterion that names a check must have it; code without any check is believed on the agent's word. */
export const checkMissing: LintRule = {
  name: 'check-missing',
  lint: ({ open, checks = [] }) =>
    open.flatMap((spec) => {
      const names = [...spec.checks.map((check) => check.name), ...checks];
      const problems: Problem[] = [];
      for (const { check, line } of spec.criteria) {
        if (check === null || names.includes(check)) continue;
        const message = `the criterion is proved by \`check:${check}\`, and \`checks\` has none of that name`;
        const finding = { rule: 'check-missing', severity: 'error', key: null, message, line } as const;
        problems.push(buildProblem(spec, { ...finding, suggestion: nearest(check, names) }));
      }
      if (names.length === 0 && spec.type === 'code') {
        const message = 'no check proves the work: name a command under `checks`';
        problems.push(buildProblem(spec, { rule: 'check-missing', severity: 'warning', key: null, message }));
      }
      return problems;
    }),
};
