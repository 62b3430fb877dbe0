import { expect, test } from 'vitest';
import { makeChantRepo } from '../../helper/chant-repo.ts';
import { readLine, runLine } from '../command-line.ts';

test('init with options asks nothing, also at a terminal', async () => {
  const repo = makeChantRepo(null);
  const world = { cwd: repo.root, terminal: { interactive: true } };
  const page = await readLine(world, ['init', '--name', 'store', '--check', 'cargo test']);
  expect(page).toContain('  created .chant/config.md\nCheck on every landing: cargo test\n');
  expect(repo.read('.chant/config.md')).toContain('cargo test');
});

test('init again changes nothing and says so', async () => {
  const repo = makeChantRepo(null);
  await readLine({ cwd: repo.root }, ['init', '--name', 'store']);
  const before = repo.read('.chant/config.md');
  const page = await readLine({ cwd: repo.root }, ['init', '--name', 'other']);
  expect(page.split('\n')).toEqual([
    `chant is set up already in ${repo.root}`,
    'not used: --name; .chant/config.md is there already: write it there',
    'next: chant add "what to do"',
    '',
  ]);
  expect(repo.read('.chant/config.md')).toBe(before);
});

test('--json gives what was created', async () => {
  const repo = makeChantRepo(null);
  const said = JSON.parse(await readLine({ cwd: repo.root }, ['init', '--json', '--silent']));
  expect(said).toMatchObject({ silent: true, created: expect.arrayContaining(['.chant/config.md']) });
});

test('outside of a repository it ends with 1', async () => {
  const { exitCode, stderr } = await runLine({ cwd: '/' }, ['init']);
  expect(exitCode).toBe(1);
  expect(stderr).toContain('error: / is not in a git repository');
});
