import { execFileSync, spawnSync } from 'node:child_process';
import { appendFileSync, mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';

const program = path.resolve(import.meta.dirname, '../../dist/chant.cjs');
const dir = path.join(mkdtempSync(path.join(os.tmpdir(), 'trail-')), 'demo');
const project = path.join(dir, 'project');

function chant(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  const { NODE_TEST_CONTEXT, ...env } = process.env;
  return spawnSync(process.execPath, [program, ...args], { cwd: project, env, encoding: 'utf8' });
}

function git(...args: string[]): string {
  return execFileSync('git', ['-C', project, ...args], { encoding: 'utf8' }).trim();
}

beforeAll(() => {
  const { NODE_TEST_CONTEXT, ...env } = process.env;
  execFileSync(process.execPath, [program, 'demo', dir], { env, stdio: 'ignore' });
});

test('trace: a line of the fix leads to the issue, with criteria and evidence on the way', () => {
  git('checkout', '-q', 'fix/issue-1234');
  const { status, stdout } = chant('trace', 'src/lock.js:3');
  git('checkout', '-q', 'main');
  expect(status).toBe(0);
  const order = [
    'src/lock.js:3',
    'Fix issue #1234',
    'proved   The test that reproduced',
    'root-cause.md',
    'issue-1234.md Issue',
  ];
  const places = order.map((part) => stdout.indexOf(part));
  expect(places).toEqual([...places].sort((a, b) => a - b));
  expect(places).not.toContain(-1);
});

test('trace: the issue leads to every line of the fix, from main and as JSON', () => {
  const { stdout } = chant('trace', '#1234', '--json');
  const files = JSON.parse(stdout).nodes.filter((node: { kind: string }) => node.kind === 'file');
  expect(files.map((node: { path: string }) => node.path)).toContain('src/lock.js');
  expect(chant('trace', '#1234', '--mermaid').stdout).toMatch(/^flowchart LR\n/);
});

test('drift: a changed issue makes the comprehension stale and all after it suspect; the fix still holds', () => {
  expect(chant('drift').status).toBe(0);
  appendFileSync(path.join(project, '.chant/research/issue-1234.md'), 'one more comment\n');
  const { status, stdout } = chant('drift', '--json');
  git('checkout', '-q', '.chant/research');
  const states = JSON.parse(stdout).specs.map((spec: { state: string }) => spec.state);
  expect({ status, states }).toEqual({ status: 3, states: ['stale', 'suspect', 'suspect', 'suspect', 'suspect'] });
  const checked = chant('drift', '005', '--check');
  expect(checked.status).toBe(0);
  expect(checked.stdout).toContain('check reproduction: holds');
});

test('archive: an investigation that is not done stays; one spec of it can go, and everything still leads through it', () => {
  const refused = chant('archive', '--investigation', '1234');
  expect({ status: refused.status, open: refused.stderr.includes('-006-') }).toEqual({ status: 1, open: true });
  expect(chant('archive', '001').stdout).toMatch(
    /^Archived \S+-001-\S+ as \.chant\/archive\/\d{4}-\d\d-\d\d\/\S+-001-\S+\.md\n$/,
  );
  expect(git('diff', '--cached', '--name-only')).toBe('');
  expect(chant('trace', '005').stdout).toContain('issue-1234.md Issue');
  expect(chant('drift').status).toBe(0);
  expect(chant('lint').stdout).not.toContain('dangling');
});
