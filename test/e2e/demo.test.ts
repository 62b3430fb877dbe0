import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';

const program = path.resolve(import.meta.dirname, '../../dist/chant.cjs');
const home = mkdtempSync(path.join(os.tmpdir(), 'demo-'));
const temp = path.join(home, 'tmp');
const dir = path.join(home, 'my demo');
const project = path.join(dir, 'project');

/** As a user would: no variable of a test runner, and a temp folder that holds nothing else. */
function environment(): NodeJS.ProcessEnv {
  const { NODE_TEST_CONTEXT, ...env } = process.env;
  return { ...env, TMPDIR: temp, TEMP: temp, TMP: temp };
}

function chant(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, [program, ...args], { cwd: home, env: environment(), encoding: 'utf8' });
}

function git(...args: string[]): string {
  return execFileSync('git', ['-C', project, ...args], { encoding: 'utf8' }).trim();
}

/** Exit status of the project's tests on a fresh clone of a revision. */
function runTests(revision: string, ...files: string[]): number | null {
  const clone = mkdtempSync(path.join(os.tmpdir(), 'clone-'));
  execFileSync('git', ['clone', '--quiet', project, clone]);
  execFileSync('git', ['-C', clone, 'checkout', '--quiet', '--detach', git('rev-parse', revision)]);
  return spawnSync(process.execPath, ['--test', ...files], { cwd: clone, env: environment() }).status;
}

let demo: ReturnType<typeof chant>;

beforeAll(() => {
  mkdirSync(temp);
  demo = chant('demo', dir);
});

test('it ends well, with a page that says what was proved, where it lies and what to type next', () => {
  expect(demo.stderr).toMatch(/^warning: its scope is what \S+impact-map\.md lists: .*\n$/);
  expect(demo.status).toBe(0);
  for (const part of ['Proved', 'Landed', 'In the fork', 'Where it lies', 'Type next', project, 'fix/issue-1234']) {
    expect(demo.stdout).toContain(part);
  }
  expect(demo.stdout).toMatch(
    /failed on [0-9a-f]{7}, before the work, as it must\n.*passed on [0-9a-f]{7}, with the work/,
  );
});

test('the test that reproduces the issue fails before the fix and passes with it, with all others', () => {
  expect(runTests('fix/issue-1234^', 'test/concurrent.test.js')).toBe(1);
  expect(runTests('fix/issue-1234^', 'test/store.test.js', 'test/batch.test.js')).toBe(0);
  expect(runTests('fix/issue-1234', 'test/concurrent.test.js')).toBe(0);
  expect(runTests('fix/issue-1234')).toBe(0);
  expect(
    git(
      'diff',
      git('log', '--first-parent', '--format=%H', '--grep=Reproduce issue', '-1', 'fix/issue-1234'),
      'fix/issue-1234',
      '--',
      'test/concurrent.test.js',
    ),
  ).toBe('');
});

test('the fix changes its target files and its spec, and nothing else', () => {
  const changed = git('show', '--first-parent', '--name-only', '--format=', 'fix/issue-1234').split('\n');
  const targets = [
    'docs/architecture.md',
    'src/batch.js',
    'src/lock.js',
    'src/store.js',
    'test/batch-concurrent.test.js',
  ];
  expect(changed.filter((file) => !file.startsWith('.chant/specs/'))).toEqual(targets);
  expect(changed).toHaveLength(targets.length + 1);
});

test('what is reported is on main and in the checkout, and all research is in what the fix began on', () => {
  const first = '.chant/research/issue-1234-comprehension.md';
  expect(readFileSync(path.join(project, first), 'utf8')).toBe(`${git('show', `main:${first}`)}\n`);
  for (const name of ['comprehension', 'root-cause', 'impact-map']) {
    const file = `.chant/research/issue-1234-${name}.md`;
    expect(git('show', `fix/issue-1234^:${file}`)).toContain('#1234');
  }
});

test('the agent of the fix was given the research', () => {
  const prompts = readdirSync(path.join(project, '.chant', 'runs'))
    .map((id) => path.join(project, '.chant', 'runs', id, '1', 'prompt.md'))
    .filter((file) => existsSync(file))
    .map((file) => readFileSync(file, 'utf8'));
  const fix = prompts.find((text) => text.includes('# Fix issue #1234'));
  expect(fix).toContain('yes, and the report does not know it');
  expect(fix).toContain('**A.** A function `withLock(files, path, action)`');
});

test('each landing is one commit on its branch, named after its spec', () => {
  const subjects = git('log', '--first-parent', '--format=%s', 'fix/issue-1234').split('\n');
  expect(subjects).toHaveLength(7);
  expect(subjects.slice(0, 5).every((subject) => /^chant\(\d{4}-\d\d-\d\d-00[1-5]-\w{3}\): /.test(subject))).toBe(true);
  expect(subjects[0]).toContain('Fix issue #1234');
});

test('the user stands on main with nothing changed, upstream has seen nothing, and the fork only the fix', () => {
  expect(git('symbolic-ref', '--short', 'HEAD')).toBe('main');
  expect(git('status', '--porcelain')).toBe('');
  const first = git('rev-list', '--max-parents=0', 'main');
  expect(
    git('ls-remote', 'upstream')
      .split('\n')
      .map((line) => line.split('\t')[0]),
  ).toEqual([first, first]);
  expect(
    git('ls-remote', 'origin')
      .split('\n')
      .map((line) => line.split('\t')[1]),
  ).toEqual(['HEAD', 'refs/heads/fix/issue-1234', 'refs/heads/main']);
  const fork = (...args: string[]) =>
    execFileSync('git', ['-C', path.join(dir, 'fork.git'), ...args], { encoding: 'utf8' });
  expect(fork('log', '--format=%s', 'main..fix/issue-1234').trim().split('\n')).toHaveLength(2);
  expect(fork('ls-tree', '-r', '--name-only', 'fix/issue-1234')).not.toContain('.chant');
  expect(fork('log', '--format=%B', 'main..fix/issue-1234')).not.toMatch(/chant/i);
});

test('no workspace, branch or file of a run is left over', () => {
  expect(git('worktree', 'list').split('\n')).toHaveLength(1);
  expect(git('for-each-ref', '--format=%(refname:short)', 'refs/heads').split('\n')).toEqual([
    'fix/issue-1234',
    'main',
  ]);
  expect(readdirSync(temp)).toEqual([]);
  expect(readdirSync(dir).sort()).toEqual(['fork.git', 'issue-1234.md', 'project', 'sessions', 'upstream.git']);
});

test('the upstream pull request waits for a person', () => {
  const listed = chant('--repo', project, 'list');
  expect(listed.status).toBe(0);
  expect(listed.stdout).toContain('Send the fix for issue #1234 upstream');
  const worked = chant('--repo', project, 'work', '006');
  expect(worked.status).toBe(5);
  expect(worked.stderr).toMatch(/approv/);
});

test('what the page says to type can be typed', () => {
  const page = demo.stdout.slice(demo.stdout.indexOf('Type next'));
  const lines = [...page.matchAll(/^ {2}((?:chant|git) .*?) +#/gm)].map((match) => match[1] ?? '');
  expect(lines).toHaveLength(6);
  for (const line of lines) {
    const [name = '', ...args] = line.split(' ');
    const [command, first] = name === 'git' ? ['git', []] : [process.execPath, [program]];
    const run = spawnSync(command, [...first, ...args], { cwd: project, env: environment(), encoding: 'utf8' });
    expect({ line, status: run.status, stderr: run.stderr }).toEqual({ line, status: 0, stderr: '' });
    expect(run.stdout, line).not.toBe('');
  }
});

test('a folder that is not empty is refused', () => {
  const again = chant('demo', dir);
  expect(again.status).toBe(2);
  expect(again.stderr).toContain('my demo');
});
