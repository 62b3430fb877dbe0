// The end of .ci/run: adds the JSON reports of its test runs up, says once more what failed, and prints
// `N passed, N failed` as the last line.
// Usage: closing-line.mjs FOLDER [BROKEN STEP ...]. A report that is missing or unreadable is one failure; so is a
// broken step that no failed test accounts for, and a skipped test whose title does not say why this machine is
// the wrong one for it: `[not on linux]`, `[not as root]`, `[no corpus]`, `[no namespaces]`.
import { readFileSync } from 'node:fs';
import path from 'node:path';

const allowed = /\[(not on linux|not as root|no corpus|no namespaces)\]/;
const [folder = '.', ...broken] = process.argv.slice(2);
const sum = { passed: 0, failed: 0, skipped: 0 };

/**
 * Adds one report up.
 * @param {string} name
 */
function add(name) {
  /** @type {{ testResults: { name: string, status: string, message?: string, assertionResults: Test[] }[] }} */
  const report = JSON.parse(readFileSync(path.join(folder, `${name}.json`), 'utf8'));
  for (const file of report.testResults) {
    for (const test of file.assertionResults) count(test, file.name);
    // A file that fell over before its first test or after its last one has a status, and no failed test.
    const told = file.assertionResults.some((test) => test.status === 'failed');
    if (file.status === 'failed' && !told) {
      fail(`a file failed outside of its tests\n${tellFailure([file.message ?? ''], file.name)}`);
    }
  }
}

/** @typedef {{ status: string, fullName: string, failureMessages?: string[] }} Test */

/** @param {Test} test @param {string} file */
function count(test, file) {
  if (test.status === 'passed') sum.passed += 1;
  else if (test.status === 'failed') fail(`${test.fullName}\n${tellFailure(test.failureMessages, file)}`);
  else {
    sum.skipped += 1;
    if (!allowed.test(test.fullName)) fail(`skipped for a missing component: ${test.fullName}`);
  }
}

/**
 * Its file and the beginning of what it said: the report above is long, and whoever reads only the end sees it here.
 * @param {string[] | undefined} messages
 * @param {string} file
 */
function tellFailure(messages = [], file) {
  const said = messages.join('\n').split('\n').slice(0, 12);
  return [path.relative(process.cwd(), file), ...said].map((line) => `     ${line}`).join('\n');
}

/** @param {string} why */
function fail(why) {
  console.log(`FAIL ${why}`);
  sum.failed += 1;
}

const runs = ['tests', 'soak', 'agents'];
for (const name of runs) {
  const before = sum.failed;
  try {
    add(name);
  } catch {
    fail(`the step "${name}" left no report`);
  }
  if (broken.includes(name) && sum.failed === before) fail(`the step "${name}" failed outside its tests`);
}
for (const name of broken.filter((step) => !runs.includes(step))) fail(`the step "${name}"`);

const skipped = sum.skipped > 0 ? `, ${sum.skipped} skipped` : '';
console.log(`${sum.passed} passed, ${sum.failed} failed${skipped}`);
process.exitCode = sum.failed > 0 || sum.passed === 0 ? 1 : 0;
