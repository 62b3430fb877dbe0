import { isOutside } from '../../scope/is-outside.ts';
import { buildProblem, type LintRule } from '../lint-rule.ts';

/** A pattern that is absolute or leads out of the checkout never matches: the spec could change nothing by it. */
export const badTarget: LintRule = {
  name: 'bad-target',
  lint: ({ open }) =>
    open.flatMap((spec) => {
      const patterns = [
        ...spec.targetFiles.map((pattern) => ['target_files', pattern] as const),
        ...spec.allowFiles.map((pattern) => ['allow_files', pattern] as const),
        ...spec.protect.map((pattern) => ['protect', pattern] as const),
      ];
      return patterns
        .filter(([, pattern]) => isOutside(pattern))
        .map(([key, pattern]) => {
          const message = `\`${key}: ${pattern}\` must be relative to the root of the checkout, without \`..\``;
          return buildProblem(spec, { rule: 'bad-target', severity: 'error', key, message });
        });
    }),
};
