import { expect, test } from 'vitest';
import { makeChantRepo } from '../../helper/chant-repo.ts';
import { readLine, runLine } from '../command-line.ts';

const config = `---
defaults: { provider: mine, main_branch: main }
checks: [grep -q done a.txt]
providers:
  mine: { kind: command, command: [sh, -c, 'echo done > a.txt'] }
  lazy: { kind: command, command: [sh, -c, 'echo I did it all'] }
---
`;

function makeRepo() {
  const repo = makeChantRepo({
    '.chant/config.md': config,
    '.chant/.gitignore': 'runs/\ncache/\n',
    '.chant/specs/2026-02-08-010-v7b.md': '---\ntarget_files: [a.txt]\n---\n# Fix the lock\n',
    'a.txt': 'open\n',
  });
  repo.git('branch', '-M', 'main');
  repo.git('add', '.');
  repo.git('commit', '-q', '-m', 'specs');
  return { repo, world: { cwd: repo.root, env: process.env, random: ['aaa', 'bbb', 'ccc', 'ddd', 'eee'] } };
}

test('work tells its story from Working to Completed, and the result has landed', async () => {
  const { repo, world } = makeRepo();
  const lines = (await readLine(world, ['work', '010'])).trimEnd().split('\n');
  expect(lines[0]).toBe('Working 010-v7b: Fix the lock');
  expect(lines[1]).toMatch(/^> Agent working in worktree \/.*chant-010-v7b/);
  expect(lines.some((line) => line.includes('Landed on main as'))).toBe(true);
  expect(lines.at(-1)).toMatch(/^Completed in \d/);
  expect(repo.read('a.txt')).toBe('done\n');
});

test('an agent that does nothing ends with 1, and the reason and the way on stand on standard error', async () => {
  const { repo, world } = makeRepo();
  const { exitCode, stdout, stderr } = await runLine(world, ['work', '010', '--provider', 'lazy']);
  expect(exitCode).toBe(1);
  expect(stdout).not.toContain('Completed');
  expect(stderr).toMatch(/^error: 2026-02-08-010-v7b failed: nothing was changed \(no-work\)\n/);
  expect(stderr).toContain('next: chant work 2026-02-08-010-v7b');
  expect(repo.read('a.txt')).toBe('open\n');
  expect(await readLine(world, ['log', '010'])).toContain('I did it all');
  expect(await readLine(world, ['status'])).toContain('010-v7b  Fix the lock');
  expect(await readLine(world, ['reset', '010'])).toBe(
    'Reset 2026-02-08-010-v7b: it is pending; attempt 1 is kept: chant log 2026-02-08-010-v7b\n',
  );
});

test('--json gives one event per line, the last one says how it ended', async () => {
  const { world } = makeRepo();
  const lines = (await readLine(world, ['work', '010', '--json'])).trimEnd().split('\n');
  const events = lines.map((line) => JSON.parse(line));
  expect(events[0]).toMatchObject({ kind: 'run-started', title: 'Fix the lock' });
  expect(events.at(-1)).toMatchObject({ kind: 'run-finished', outcome: 'completed' });
});

test('--quiet prints nothing', async () => {
  const { world } = makeRepo();
  expect(await runLine(world, ['work', '010', '--quiet'])).toEqual({ exitCode: 0, stdout: '', stderr: '' });
});

test('--dry-run says what would be done, and nothing is', async () => {
  const { repo, world } = makeRepo();
  const page = await readLine(world, ['work', '010', '--dry-run']);
  expect(page).toContain('Would work 010-v7b: Fix the lock\n');
  expect(page).toContain('  checks    grep -q done a.txt\n  scope     a.txt\n');
  expect(repo.git('branch', '--list', 'chant/*')).toBe('');
});

test('a spec that waits for another ends with 5 and names it', async () => {
  const { repo, world } = makeRepo();
  repo.write('.chant/specs/2026-02-08-011-k2m.md', '---\ndepends_on: [010]\n---\n# Next\n');
  const { exitCode, stderr } = await runLine(world, ['work', '011']);
  expect(exitCode).toBe(5);
  expect(stderr).toContain('2026-02-08-010-v7b is ');
});
