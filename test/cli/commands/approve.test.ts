import { expect, test } from 'vitest';
import { makeChantRepo } from '../../helper/chant-repo.ts';
import { readLine, runLine } from '../command-line.ts';

const spec = { '.chant/config.md': '', '.chant/specs/2026-02-08-001-aaa.md': '# One\n' };

test('approve writes who approved', async () => {
  const repo = makeChantRepo(spec);
  expect(await readLine({ cwd: repo.root }, ['approve', '001', '--by', 'alex'])).toBe(
    'Approved 2026-02-08-001-aaa by alex\n',
  );
  expect(repo.read('.chant/specs/2026-02-08-001-aaa.md')).toContain('alex');
});

test('reject writes the reason', async () => {
  const repo = makeChantRepo(spec);
  expect(await readLine({ cwd: repo.root }, ['reject', '001', '--reason', 'too wide'])).toBe(
    'Rejected 2026-02-08-001-aaa: too wide\n',
  );
});

test('reject without a reason ends with 2', async () => {
  const repo = makeChantRepo(spec);
  expect((await runLine({ cwd: repo.root }, ['reject', '001'])).exitCode).toBe(2);
});
