import { expect, test } from 'vitest';
import { makeChantRepo } from '../../helper/chant-repo.ts';
import { readLine, runLine } from '../command-line.ts';

test('silent on, told, and off again', async () => {
  const repo = makeChantRepo();
  const silent = (...words: string[]) => readLine({ cwd: repo.root }, ['silent', ...words]);
  expect(await silent('on')).toContain('Silent mode is on: ');
  expect(await silent('on')).toContain('Silent mode is on already: ');
  expect(await silent()).toContain('Silent mode is on: ');
  expect(repo.git('status', '--porcelain')).toBe('');
  expect(await silent('off')).toBe('Silent mode is off: git sees .chant\n');
});

test('an unknown action ends with 2', async () => {
  const repo = makeChantRepo();
  expect((await runLine({ cwd: repo.root }, ['silent', 'maybe'])).exitCode).toBe(2);
});
