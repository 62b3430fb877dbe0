import { fieldsOf, itemsOf, textOf } from '../../core/raw-value.ts';
import { oneLine } from './one-line.ts';

/**
 * What a landing wrote under `evidence:`, a line for each time that a check ran; null where it is not of that form.
 * Of it: `- { check: reproduction, side: before, result: failed, exit: 1, tree: 73e2afc791e1, at: ..., ms: 439 }`
 */
export function renderEvidenceLines(evidence: unknown): readonly string[] | null {
  const rows = itemsOf(evidence).map((item) => {
    const { check, side, result, exit, tree } = fieldsOf(item);
    const [name, when, how] = [textOf(check), textOf(side), textOf(result)];
    if (name === null || when === null || how === null) return null;
    const status = textOf(exit) === null ? '' : ` (exit ${textOf(exit)})`;
    return oneLine(`${name}: ${how}${status} ${when} the work${textOf(tree) === null ? '' : `, on ${textOf(tree)}`}`);
  });
  const whole = rows.filter((row) => row !== null);
  return whole.length === 0 || whole.length < rows.length ? null : whole;
}
