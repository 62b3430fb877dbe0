import { orderSpecs } from '../../graph/order-specs.ts';
import { buildProblem, type LintRule } from '../lint-rule.ts';

/** Specs that wait for each other can never be worked on. The cycle is named whole, once, at its first spec. */
export const dependencyCycle: LintRule = {
  name: 'dependency-cycle',
  lint: ({ open, graph }) => {
    const byId = new Map(open.map((spec) => [spec.id, spec]));
    return orderSpecs([...byId.keys()], graph).cycles.flatMap((path) => {
      const spec = byId.get(path[0] ?? '');
      if (spec === undefined) return [];
      const message = `these specs wait for each other: ${path.join(' -> ')}`;
      return buildProblem(spec, { rule: 'dependency-cycle', severity: 'error', key: 'depends_on', message });
    });
  },
};
