import { buildProblem, type LintRule } from '../lint-rule.ts';

/** A `depends_on` that names no spec would block its spec for ever. */
export const danglingDependency: LintRule = {
  name: 'dangling-dependency',
  lint: ({ open, graph }) =>
    open.flatMap((spec) =>
      (graph.get(spec.id)?.dangling ?? []).flatMap(({ query, failure }) => {
        if (failure.kind !== 'spec-not-found') return [];
        const message = `\`depends_on: ${query}\` names no spec`;
        const suggestion = failure.near[0] ?? null;
        return buildProblem(spec, {
          rule: 'dangling-dependency',
          severity: 'error',
          key: 'depends_on',
          message,
          suggestion,
        });
      }),
    ),
};
