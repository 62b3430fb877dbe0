import { cutToWidth, displayWidth } from './display-width.ts';
import { paint, type Style } from './paint.ts';

/** A column; the one with `flexible` gives way when the terminal is too narrow. */
export interface Column {
  readonly header: string;
  readonly flexible?: boolean;
  /** How a cell of this column stands out. */
  readonly style?: (cell: string) => Style | null;
}

const gap = '  ';
const narrowest = 10;

/**
 * Lines up rows under their headers. Cells are cut with … so that a line fits `width` columns (null: never cut).
 * No line ends in spaces. Made for 10,000 rows: one pass to measure, one to write; and where nothing is cut, which is
 * where there is no terminal, nothing is painted, because the marks of colour make a long text slow.
 */
export function renderTable(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  width: number | null,
): string {
  const widths = measure(columns, rows, width);
  const last = columns.length - 1;
  const buildLine = (cells: readonly string[], styled: boolean): string => {
    let line = '';
    for (let index = 0; index <= last; index++) {
      const room = widths[index] ?? 0;
      const whole = cells[index] ?? '';
      const needed = index === last && width === null ? 0 : displayWidth(whole);
      const cell = needed <= room ? whole : cutToWidth(whole, room);
      const style = width === null ? null : styled ? columns[index]?.style?.(whole) : 'dim';
      line += style ? paint(style, cell) : cell;
      if (index < last && hasMore(cells, index))
        line += ' '.repeat(room - (cell === whole ? needed : displayWidth(cell))) + gap;
    }
    return line;
  };
  const header = columns.map((column) => column.header);
  return `${[buildLine(header, false), ...rows.map((row) => buildLine(row, true))].join('\n')}\n`;
}

function hasMore(cells: readonly string[], index: number): boolean {
  for (let next = index + 1; next < cells.length; next++) if (cells[next] !== '') return true;
  return false;
}

function measure(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  width: number | null,
): readonly number[] {
  const widths = columns.map((column) => column.header.length);
  for (const row of rows) {
    for (let index = 0; index < widths.length; index++) {
      const cell = displayWidth(row[index] ?? '');
      if (cell > (widths[index] ?? 0)) widths[index] = cell;
    }
  }
  if (width === null) return widths;
  const total = widths.reduce((sum, one) => sum + one, 0) + gap.length * (widths.length - 1);
  const flexible = columns.findIndex((column) => column.flexible);
  const room = widths[flexible];
  if (total > width && room !== undefined)
    widths[flexible] = Math.min(room, Math.max(narrowest, room - (total - width)));
  return widths;
}
