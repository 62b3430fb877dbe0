import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { fillSession } from '../../../src/core/session/fill-session.ts';
import { parseSession } from '../../../src/core/session/parse-session.ts';
import { playedPhases } from '../../../src/engine/demo/phases.ts';

const demo = path.resolve(import.meta.dirname, '../../../examples/demo');
const at = (...parts: string[]): string => path.join(demo, ...parts);
const read = (...parts: string[]): string => readFileSync(at(...parts), 'utf8');

/** The project after the given phases. */
function build(phases: readonly string[]): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'tinykv-'));
  cpSync(at('project'), folder, { recursive: true });
  for (const phase of phases) cpSync(at('phases', phase, 'files'), folder, { recursive: true });
  return folder;
}

function runTests(folder: string, files: readonly string[] = []): { exitCode: number | null; output: string } {
  // The variable tells a test runner that another one has started it, and it would print for that one.
  const { NODE_TEST_CONTEXT, ...env } = process.env;
  const run = spawnSync(process.execPath, ['--test', '--test-reporter=tap', ...files], {
    cwd: folder,
    env,
    encoding: 'utf8',
  });
  return { exitCode: run.status, output: run.stdout };
}

function stepsOf(phase: string) {
  const filled = fillSession(read('phases', phase, 'session.jsonl'), (file) => {
    const source = at('phases', phase, 'files', file);
    return existsSync(source) ? readFileSync(source, 'utf8') : null;
  });
  const session = parseSession(filled);
  if (!session.ok) throw new Error(`${phase}: line ${session.failure.line}: ${session.failure.message}`);
  return session.value.steps;
}

test('the folders of the phases are the phases', () => {
  expect(readdirSync(at('phases')).sort()).toEqual([...playedPhases].sort());
});

test.each(playedPhases)('the session of %s can be read, and writes all of its files', (phase) => {
  const steps = stepsOf(phase);
  const files = readdirSync(at('phases', phase, 'files'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(at('phases', phase, 'files'), path.join(entry.parentPath, entry.name)));
  expect(steps.flatMap((step) => (step.kind === 'wrote' ? [step.path] : [])).sort()).toEqual(files.sort());
  expect(steps.at(-1)).toMatchObject({ kind: 'end', exit: 0 });
  expect(steps.at(-1)?.at).toBeLessThan(1500);
});

test('the list of target files in the impact map is what the fix writes', () => {
  const map = read('phases', 'impact-map', 'files', '.chant', 'research', 'issue-1234-impact-map.md');
  const listed = [...(map.split('## Target files')[1] ?? '').matchAll(/^- `([^`]+)`/gm)].map((match) => match[1]);
  const written = stepsOf('fix').flatMap((step) => (step.kind === 'wrote' ? [step.path] : []));
  expect(listed.sort()).toEqual(written.sort());
});

test('every place that the research names with a line is there', () => {
  for (const phase of ['comprehension', 'root-cause', 'impact-map']) {
    const text = read('phases', phase, 'files', '.chant', 'research', `issue-1234-${phase}.md`);
    for (const [, file = '', line = ''] of text.matchAll(/`([\w./-]+\.(?:js|md)):(\d+)/g)) {
      expect(read('project', file).split('\n')[Number(line) - 1], `${phase}: ${file}:${line}`).toMatch(/\S/);
    }
  }
});

test('before anything, the tests of the project pass', () => {
  expect(runTests(build([]))).toMatchObject({ exitCode: 0 });
});

test('the reproduction fails every time, on each of its tests, and the other tests still pass', () => {
  const folder = build(['reproduction']);
  for (let time = 0; time < 3; time += 1) {
    const { exitCode, output } = runTests(folder, ['test/concurrent.test.js']);
    expect(exitCode).toBe(1);
    expect(output).toContain('# fail 3');
  }
  expect(runTests(folder, ['test/store.test.js', 'test/batch.test.js'])).toMatchObject({ exitCode: 0 });
});

test('with the fix all tests pass, every time', () => {
  const folder = build(['reproduction', 'fix']);
  for (let time = 0; time < 3; time += 1) expect(runTests(folder)).toMatchObject({ exitCode: 0 });
});

test('a fix of the first place alone leaves the second one broken, and the new tests see it', () => {
  const folder = build(['reproduction', 'fix']);
  cpSync(at('project', 'src', 'batch.js'), path.join(folder, 'src', 'batch.js'));
  expect(runTests(folder, ['test/concurrent.test.js'])).toMatchObject({ exitCode: 0 });
  expect(runTests(folder, ['test/batch-concurrent.test.js']).output).toContain('# fail 2');
});

test('on disk, too, twenty keys that are set at the same time are all kept', () => {
  const folder = build(['fix']);
  const script = `
    import { openStore } from './src/index.js';
    const store = openStore('jobs.json');
    await Promise.all(Array.from({ length: 20 }, (_, index) => store.set('job-' + index, 'done')));
    console.log((await store.keys()).length);`;
  const output = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
    cwd: folder,
    encoding: 'utf8',
  });
  expect(output.trim()).toBe('20');
});
