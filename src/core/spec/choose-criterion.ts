import type { UnknownName } from '../failure.ts';
import { nearest } from '../nearest.ts';
import { err, ok, type Result } from '../result.ts';
import type { Criterion } from './spec.ts';

export interface ChosenCriterion {
  readonly criterion: Criterion;
  /** Its place among the criteria of its spec, from 1. */
  readonly number: number;
}

/**
 * The criterion that somebody means by its number (from 1, in the order of the file) or by its text: the whole of it,
 * its beginning, or a part that no other has. Failure: unknown-name, with all criteria or those that it could be.
 */
export function chooseCriterion(criteria: readonly Criterion[], query: string): Result<ChosenCriterion, UnknownName> {
  const all = criteria.map((criterion, index) => ({ criterion, number: index + 1 }));
  const wanted = fold(query);
  if (/^\d+$/.test(wanted)) {
    const found = all[Number(wanted) - 1];
    return found === undefined ? err(unknown('criterion', query, all)) : ok(found);
  }
  const ways: readonly ((text: string) => boolean)[] = [
    (text) => text === wanted,
    (text) => text.startsWith(wanted),
    (text) => text.includes(wanted),
  ];
  for (const way of wanted === '' ? [] : ways) {
    const found = all.filter(({ criterion }) => way(fold(criterion.text)));
    if (found.length > 1) return err(unknown('single criterion', query, found));
    if (found[0] !== undefined) return ok(found[0]);
  }
  return err(unknown('criterion', query, all));
}

/** As it is compared: without the box that somebody copied along, in one line, whatever the case. */
function fold(text: string): string {
  return text
    .replace(/^\s*[-*+]\s+\[[ xX]\]/, '')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();
}

function unknown(what: string, name: string, candidates: readonly ChosenCriterion[]): UnknownName {
  const texts = candidates.map(({ criterion }) => criterion.text);
  const known = candidates.map(({ number }, index) => `${number} ${texts[index] ?? ''}`);
  return { kind: 'unknown-name', what, name, known, suggestion: nearest(name, texts) };
}
