// `npm run bench`: the speed table. `--json` prints JSON instead; `--report-only` never fails.
// Exit status 1 when a bar is missed.
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { measureRows } from './rows.mjs';
import { makeEnvironment } from './worlds.mjs';

const { values } = parseArgs({
  options: { json: { type: 'boolean', default: false }, 'report-only': { type: 'boolean', default: false } },
});

/** @param {import('./rows.mjs').Row} row */
function formatRow(row) {
  const digits = row.unit === 'times' || row.unit === '%' ? 2 : 0;
  const unit = row.unit === 'times' ? '' : ` ${row.unit}`;
  const verdict = row.value <= row.bar ? 'ok  ' : 'MISS';
  return `${verdict} ${row.what.padEnd(42)} ${(row.value.toFixed(digits) + unit).padStart(9)}  bar ${(row.bar + unit).padStart(7)}  ${row.note}`;
}

const folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'chant-bench-')));
const rows = [];
try {
  const world = { folder, env: makeEnvironment(folder) };
  for (const row of measureRows(world)) {
    rows.push({ ...row, held: row.value <= row.bar });
    if (!values.json) console.log(formatRow(row));
  }
} finally {
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}
const machine = { node: process.version, platform: process.platform, cpus: os.cpus().length };
if (values.json) console.log(JSON.stringify({ machine, rows }, null, 2));
if (!values['report-only'] && rows.some((row) => !row.held)) process.exitCode = 1;
