import { buildProblem, type LintRule } from '../lint-rule.ts';

/** A code spec without `target_files` may change everything. */
export const scopeMissing: LintRule = {
  name: 'scope-missing',
  lint: ({ open }) =>
    open
      .filter((spec) => spec.type === 'code' && spec.targetFiles.length === 0)
      .map((spec) => {
        const message = 'without `target_files` every file may be changed';
        return buildProblem(spec, { rule: 'scope-missing', severity: 'warning', key: 'target_files', message });
      }),
};
