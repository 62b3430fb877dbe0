import type { ServedWork } from '../../core/packet/find-served.ts';
import { judgeCriterion } from '../../core/plan/proof.ts';
import type { Change } from './find-works.ts';

/** The specs of a change with their criteria and checks under marks of their own: `C1`, `C2`, … and `E1`, `E2`, … */
export function buildServedWorks({ works }: Change, id: string): readonly ServedWork[] {
  let [criterion, check] = [0, 0];
  const ordered = [...works].sort((one, other) => rank(one, id) - rank(other, id));
  return ordered.map(({ landed }) => {
    const { spec } = landed.document;
    const { proofs } = landed;
    const names = [...new Set([...spec.checks.map(({ name }) => name), ...proofs.map((proof) => proof.check)])];
    return {
      spec,
      work: {
        id: spec.id,
        title: spec.title,
        type: spec.type,
        criteria: spec.criteria.map((one) => {
          criterion += 1;
          const text = one.text.replace(/\s*`check:[^`]*`\s*$/, '');
          return { mark: `C${criterion}`, text, standing: judgeCriterion(one, proofs), check: one.check };
        }),
        checks: names.map((name) => {
          check += 1;
          const own = proofs.filter((proof) => proof.check === name);
          const run = own.find((proof) => proof.run !== null)?.run ?? spec.checks.find((one) => one.name === name)?.run;
          return { mark: `E${check}`, name, run: run ?? null, proofs: own };
        }),
      },
    };
  });
}

/** The fix first. */
function rank({ landed }: Change['works'][number], id: string): number {
  return landed.document.spec.id === id ? 0 : 1;
}
