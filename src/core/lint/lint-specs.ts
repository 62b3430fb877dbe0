import { buildGraph } from '../graph/build-graph.ts';
import type { Problem } from '../problem.ts';
import { buildIdIndex } from '../spec/resolve-id.ts';
import type { LintContext, LintInput } from './lint-rule.ts';
import { rules } from './rules.ts';

/**
 * Everything that is wrong or doubtful about the specs, by file and line: what each file's own reading found, and what
 * the rules find. Archived specs are not judged; they only serve as dependencies.
 */
export function lintSpecs(input: LintInput): Problem[] {
  const live = input.specs.filter((spec) => !spec.archived);
  const index = buildIdIndex(input.specs);
  const context: LintContext = {
    ...input,
    open: live.filter((spec) => spec.status !== 'completed' && spec.status !== 'cancelled'),
    graph: buildGraph(index, input.today),
    index,
  };
  const problems = [...live.flatMap((spec) => spec.problems), ...rules.flatMap((rule) => rule.lint(context))];
  return problems.sort((a, b) => compare(a.file, b.file) || a.line - b.line || compare(a.rule, b.rule));
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
