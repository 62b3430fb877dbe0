import { findSection, findTable, parseSections } from '../outline/parse-sections.ts';

/** A hypothesis or an approach that research looked at and did not follow. */
export interface RuledOut {
  readonly what: string;
  readonly why: string;
}

const most = 20;
/** Words of a result that say that a hypothesis did not hold. */
const negative = /\b(?:ruled out|refuted|rejected|disproved|no\b|not\b|false|wrong|excluded)/i;

/**
 * What a research document says that it ruled out: hypotheses whose result says so. Approaches are weighed and not
 * refuted: which one was taken, the recommendation tells.
 */
export function findRuledOut(document: string): readonly RuledOut[] {
  const section = findSection(parseSections(document), 'Hypotheses');
  const table = section === null ? null : findTable(section);
  if (table === null) return [];
  const at = (name: string): number => table.columns.indexOf(name);
  const found = table.rows.flatMap(({ cells }): RuledOut[] => {
    const [what = '', evidence = '', result = ''] = ['hypothesis', 'evidence', 'result'].map(
      (name) => cells[at(name)] ?? '',
    );
    return negative.test(result) && what !== '' ? [{ what, why: [result, evidence].filter(Boolean).join('; ') }] : [];
  });
  return found.slice(0, most);
}
