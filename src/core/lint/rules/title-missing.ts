import { buildProblem, type LintRule } from '../lint-rule.ts';

/** A spec that says nothing is known by its id only, and gives an agent nothing to do. */
export const titleMissing: LintRule = {
  name: 'title-missing',
  lint: ({ open }) =>
    open
      .filter((spec) => spec.title === spec.id)
      .map((spec) => {
        const message = 'there is no title: the first `#` heading of the file';
        return buildProblem(spec, { rule: 'title-missing', severity: 'warning', key: null, message });
      }),
};
