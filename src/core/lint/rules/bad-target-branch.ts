import { isBranchName } from '../../spec/is-branch-name.ts';
import { buildProblem, type LintRule } from '../lint-rule.ts';

/** A `target_branch` that git would not take, or would read as an option. */
export const badTargetBranch: LintRule = {
  name: 'bad-target-branch',
  lint: ({ open }) =>
    open.flatMap((spec) => {
      if (spec.targetBranch === null || isBranchName(spec.targetBranch)) return [];
      const message = `\`target_branch: ${spec.targetBranch}\` is no name of a branch`;
      return buildProblem(spec, { rule: 'bad-target-branch', severity: 'error', key: 'target_branch', message });
    }),
};
