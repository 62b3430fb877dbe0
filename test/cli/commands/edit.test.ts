import { expect, test } from 'vitest';
import { makeChantRepo } from '../../helper/chant-repo.ts';
import { runLine } from '../command-line.ts';

test('without an editor it ends with 2 and says what is missing', async () => {
  const repo = makeChantRepo({ '.chant/config.md': '', '.chant/specs/2026-02-08-001-aaa.md': '# One\n' });
  const { exitCode, stderr } = await runLine({ cwd: repo.root }, ['edit', '001']);
  expect(exitCode).toBe(2);
  expect(stderr).toContain('EDITOR');
});
