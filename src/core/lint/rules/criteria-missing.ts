import { buildProblem, type LintRule } from '../lint-rule.ts';

/** Without criteria nobody knows when the spec is done. A driver is done when its members are. */
export const criteriaMissing: LintRule = {
  name: 'criteria-missing',
  lint: ({ open }) =>
    open
      .filter((spec) => spec.criteria.length === 0 && spec.type !== 'driver')
      .map((spec) => {
        const message = 'there are no checkboxes under `## Acceptance Criteria`';
        return buildProblem(spec, { rule: 'criteria-missing', severity: 'warning', key: null, message });
      }),
};
