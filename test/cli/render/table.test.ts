import { expect, test } from 'vitest';
import { renderForTerminal } from '../../../src/cli/render/paint.ts';
import { renderTable } from '../../../src/cli/render/table.ts';

const columns = [{ header: 'ID' }, { header: 'TITLE', flexible: true }, { header: 'LABELS' }];
const lines = (rows: readonly string[][], width: number | null) =>
  renderForTerminal(renderTable(columns, rows, width), false).split('\n');

test('columns line up, and no line ends in spaces', () => {
  expect(
    lines(
      [
        ['a', 'short', ''],
        ['bbb', 'a longer title', 'x'],
      ],
      null,
    ),
  ).toEqual(['ID   TITLE           LABELS', 'a    short', 'bbb  a longer title  x', '']);
});

test('the flexible column is cut with … to the terminal’s width', () => {
  const rows = [['a', 'a title that is far too long for this', 'label']];
  const [head = '', row = ''] = lines(rows, 30);
  expect(row).toBe('a   a title that is f…  label');
  expect(head.length).toBeLessThanOrEqual(30);
});

test('wide characters take two columns', () => {
  const rows = [
    ['a', '日本語', 'x'],
    ['b', 'abcdef', 'x'],
  ];
  expect(lines(rows, null).slice(1, 3)).toEqual(['a   日本語  x', 'b   abcdef  x']);
});
