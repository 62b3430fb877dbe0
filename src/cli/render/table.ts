import { cutToWidth, displayWidth } from './display-width.ts';
import { oneLine } from './one-line.ts';
import { paint, type Style } from './paint.ts';

/** A column; the one with `flexible` gives way when the terminal is too narrow. */
export interface Column {
  readonly header: string;
  readonly flexible?: boolean;
  /** How a cell of this column stands out. */
  readonly style?: (cell: string) => Style | null;
}

/** Cells that are one line each, and whether a cell is as wide as it is long. */
interface Line {
  readonly cells: readonly string[];
  readonly plain: boolean;
}

const gap = '  ';
const narrowest = 10;
/** What nearly every row is. */
const printable = /^[ -~]*$/;

/**
 * Lines up rows under their headers; each cell is made one line. Cells are cut with … so that a line fits `width`
 * columns (null: never cut). No line ends in spaces. Made for 10,000 rows: a row of plain letters is looked at once;
 * and where nothing is cut, which is where there is no terminal, nothing is painted, because the marks of colour make
 * a long text slow.
 */
export function renderTable(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  width: number | null,
): string {
  const lines = [columns.map((column) => column.header), ...rows].map(readLine);
  const widths = measure(columns, lines, width);
  const whole = width === null;
  const texts = lines.map((line, row) =>
    whole ? padCells(line, widths) : paintCells(line, widths, row > 0 ? columns : []),
  );
  return `${texts.join('\n')}\n`;
}

function readLine(cells: readonly string[]): Line {
  if (printable.test(cells.join(''))) return { cells, plain: true };
  const clean = cells.map(oneLine);
  return { cells: clean, plain: false };
}

function padCells({ cells, plain }: Line, widths: readonly number[]): string {
  const last = findLast(cells);
  let line = '';
  for (let index = 0; index < last; index++) {
    const cell = cells[index] ?? '';
    const room = (widths[index] ?? 0) + gap.length;
    line += plain ? cell.padEnd(room) : cell + ' '.repeat(room - displayWidth(cell));
  }
  return line + (cells[last] ?? '');
}

/** As `padCells`, cut to the widths and in their columns' styles; without columns it is a header. */
function paintCells({ cells }: Line, widths: readonly number[], columns: readonly Column[]): string {
  const last = findLast(cells);
  const texts = cells.slice(0, last + 1).map((cell, index) => {
    const room = widths[index] ?? 0;
    const cut = cutToWidth(cell, room);
    const style = columns.length === 0 ? 'dim' : columns[index]?.style?.(cell);
    return (style ? paint(style, cut) : cut) + (index < last ? ' '.repeat(room - displayWidth(cut)) + gap : '');
  });
  return texts.join('');
}

/** The last cell that says something. */
function findLast(cells: readonly string[]): number {
  let last = cells.length - 1;
  while (last > 0 && cells[last] === '') last -= 1;
  return last;
}

function measure(columns: readonly Column[], lines: readonly Line[], width: number | null): readonly number[] {
  const widths = columns.map(() => 0);
  for (const { cells, plain } of lines) {
    for (let index = 0; index < widths.length; index++) {
      const cell = cells[index] ?? '';
      const wide = plain ? cell.length : displayWidth(cell);
      if (wide > (widths[index] ?? 0)) widths[index] = wide;
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
