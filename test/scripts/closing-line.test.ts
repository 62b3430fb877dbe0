import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../architecture/read-tree.ts';

type Test = readonly [status: string, fullName: string];

/** Runs the script on two made-up reports and gives its last line and exit status. */
function close(reports: Record<string, readonly Test[]>, ...broken: string[]): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'closing-'));
  for (const [name, tests] of Object.entries(reports)) {
    const assertionResults = tests.map(([status, fullName]) => ({ status, fullName }));
    const report = { testResults: [{ name: 'a.test.ts', status: 'passed', assertionResults }] };
    writeFileSync(path.join(folder, `${name}.json`), JSON.stringify(report));
  }
  const run = spawnSync(process.execPath, [path.join(root, 'scripts/closing-line.mjs'), folder, ...broken], {
    encoding: 'utf8',
  });
  return `${run.stdout.trimEnd().split('\n').at(-1)} -> ${run.status}`;
}

const good: Test = ['passed', 'a'];

test.each<[string, Record<string, readonly Test[]>, string[], string]>([
  ['all runs are added up', { tests: [good, good], soak: [good], agents: [good] }, [], '4 passed, 0 failed -> 0'],
  [
    'a failed test fails',
    { tests: [good, ['failed', 'b']], soak: [], agents: [] },
    ['tests'],
    '1 passed, 1 failed -> 1',
  ],
  ['a missing report is a failure', { tests: [good], agents: [] }, ['soak'], '1 passed, 1 failed -> 1'],
  ['a broken step is a failure', { tests: [good], soak: [], agents: [] }, ['checks'], '1 passed, 1 failed -> 1'],
  [
    'a step broken outside its tests is a failure',
    { tests: [good], soak: [], agents: [] },
    ['tests'],
    '1 passed, 1 failed -> 1',
  ],
  ['no test at all is no success', { tests: [], soak: [], agents: [] }, [], '0 passed, 0 failed -> 1'],
  [
    'a skip for a missing component is a failure',
    { tests: [good, ['skipped', 'reads the corpus']], soak: [], agents: [] },
    [],
    '1 passed, 1 failed, 1 skipped -> 1',
  ],
  [
    'a skip for the wrong machine is none',
    { tests: [good, ['skipped', 'says EACCES [not as root]']], soak: [], agents: [] },
    [],
    '1 passed, 0 failed, 1 skipped -> 0',
  ],
])('%s', (_title, reports, broken, line) => {
  expect(close(reports, ...broken)).toBe(line);
});

const lock = `${root}/test/lock.test.ts`;
const assertionResults = [
  { status: 'failed', fullName: 'the lock holds', failureMessages: ['Error: timed out\n  at lock.ts:3'] },
];

test.each([
  [
    'a test',
    { name: lock, status: 'failed', assertionResults },
    ['FAIL the lock holds', '     test/lock.test.ts', '     Error: timed out', '       at lock.ts:3'],
  ],
  [
    'what a file does after its last test',
    { name: lock, status: 'failed', message: 'the page differs', assertionResults: [] },
    ['FAIL a file failed outside of its tests', '     test/lock.test.ts', '     the page differs'],
  ],
])('%s that failed is told once more at the end, with its file and what it said', (_title, result, told) => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'closing-'));
  for (const name of ['tests', 'soak', 'agents']) {
    writeFileSync(path.join(folder, `${name}.json`), JSON.stringify({ testResults: [result] }));
  }
  const run = spawnSync(process.execPath, [path.join(root, 'scripts/closing-line.mjs'), folder, 'tests'], {
    ...{ encoding: 'utf8', cwd: root },
  });
  expect(run.stdout.split('\n').slice(0, told.length)).toEqual(told);
});
