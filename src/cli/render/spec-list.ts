import type { Spec, SpecSummary } from '../../core/spec/spec.ts';
import type { ListSpecsOutput, SpecRow } from '../../engine/operations/list-specs.ts';
import { statusStyle } from './status-style.ts';
import { type Column, renderTable } from './table.ts';

const columns: readonly Column[] = [
  { header: 'ID' },
  { header: 'STATUS', style: statusStyle },
  { header: 'TYPE' },
  { header: 'LABELS', style: () => 'dim' },
  { header: 'TITLE', flexible: true },
];

/** Specs as a table. `width` is the terminal's; null: nothing is cut. A bad spec is listed with its first error. */
export function renderSpecList({ rows, total }: ListSpecsOutput, width: number | null): string {
  if (total === 0) return 'There are no specs yet. Create one: chant add "what to do"\n';
  if (rows.length === 0) return `None of ${total} specs is like that.\n`;
  const labeled = rows.some((row) => row.spec.labels.length > 0);
  const shown = columns.filter((column) => labeled || column.header !== 'LABELS');
  return renderTable(
    shown,
    rows.map((row) => buildCells(row, labeled)),
    width,
  );
}

function buildCells({ spec, status, bad, problems }: SpecRow, labeled: boolean): readonly string[] {
  const error = bad ? problems.find((problem) => problem.severity === 'error') : undefined;
  const why = status === 'cancelled' && spec.statusReason !== null ? ` (${spec.statusReason})` : '';
  const title = error === undefined ? `${spec.title}${why}` : `${spec.title}: ${error.message}`;
  const shown = bad ? 'bad' : status;
  if (!labeled) return [spec.id, shown, spec.type, title];
  return [spec.id, shown, spec.type, spec.labels.join(' '), title];
}

/** Specs for programs: what the file says, with the effective status. */
export function buildSpecList({ rows, total }: ListSpecsOutput) {
  return {
    specs: rows.map(({ spec, whole, ...row }) => {
      const { keyLines: _, ...all }: SpecSummary & Partial<Spec> = whole ?? spec;
      return { ...all, ...row };
    }),
    total,
  };
}
