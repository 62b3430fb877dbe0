import { findDocument } from '../../outline/find-document.ts';
import { buildProblem, type LintRule } from '../lint-rule.ts';

/** An outline is that of a document: the spec must say which file it is. */
export const outlineWithoutDocument: LintRule = {
  name: 'outline-without-document',
  lint: ({ open }) =>
    open
      .filter((spec) => spec.outline !== null && findDocument(spec) === null)
      .map((spec) => {
        const message = '`outline` is that of a document, and `target_files` names no markdown file';
        const finding = { rule: 'outline-without-document', severity: 'error', key: 'outline', message } as const;
        return buildProblem(spec, finding);
      }),
};
