import { buildProblem, type LintRule } from '../lint-rule.ts';

/** A `depends_on` that may mean several specs: chant does not guess what must come first. */
export const ambiguousDependency: LintRule = {
  name: 'ambiguous-dependency',
  lint: ({ open, graph }) =>
    open.flatMap((spec) =>
      (graph.get(spec.id)?.dangling ?? []).flatMap(({ query, failure }) => {
        if (failure.kind !== 'spec-ambiguous') return [];
        const ids = failure.candidates.map((candidate) => candidate.id);
        const message = `\`depends_on: ${query}\` may mean ${ids.slice(0, 5).join(', ')}`;
        const suggestion = ids[0] ?? null;
        return buildProblem(spec, {
          rule: 'ambiguous-dependency',
          severity: 'error',
          key: 'depends_on',
          message,
          suggestion,
        });
      }),
    ),
};
