import { extractCriteria } from '../spec/extract-criteria.ts';
import type { Criterion } from '../spec/spec.ts';
import { tickCriteria } from '../spec/tick-criteria.ts';

/** The agent's copy of a spec, and the text that it was made from. */
export interface SpecCopy {
  readonly copy: string | null;
  readonly carried: string;
}

/** What the agent wrote below the end of the spec, ready to be put behind it. Changes further up are not its to make. */
export function readNotes({ carried, copy }: SpecCopy): string {
  if (copy === null) return '';
  const was = withoutTicks(carried).trimEnd();
  const is = withoutTicks(copy);
  if (!is.startsWith(was)) return '';
  const notes = copy.slice(was.length).trim();
  if (notes === '' || !/^\s*\n/.test(is.slice(was.length))) return '';
  const end = carried.includes('\r\n') ? '\r\n' : '\n';
  return `${end}${notes}${end}`;
}

/** Ticks are one character either way, so lengths stay the same. */
function withoutTicks(text: string): string {
  return text.replace(/^(\s*(?:[-*+]|\d+[.)])\s+)\[[xX]\]/gm, '$1[ ]');
}

/**
 * Lines of the open criteria of `text` that hold: those with a check where `isProved` says so, the others where the
 * agent claims a criterion of the same words. Two criteria with the same words need two ticks.
 */
export function listHeld(
  text: string,
  claims: readonly Criterion[],
  isProved: (check: string) => boolean,
): readonly number[] {
  const claimed = claims.filter((one) => one.ticked && one.check === null).map((one) => one.text);
  return extractCriteria(text)
    .filter((one) => !one.ticked && (one.check === null ? take(claimed, one.text) : isProved(one.check)))
    .map((one) => one.line);
}

function take(texts: string[], text: string): boolean {
  const index = texts.indexOf(text);
  if (index >= 0) texts.splice(index, 1);
  return index >= 0;
}

/**
 * The spec for an agent that goes on: its owner's text as it is now, with the ticks and notes that were left in the
 * last copy. Whatever else was changed in that copy does not come along.
 */
export function mergeCopy(text: string, left: SpecCopy): string {
  if (left.copy === null) return text;
  return (
    tickCriteria(
      text,
      listHeld(text, extractCriteria(left.copy), () => false),
      true,
    ) + readNotes(left)
  );
}
