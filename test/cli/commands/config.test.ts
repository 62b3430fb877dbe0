import { expect, test } from 'vitest';
import { makeChantRepo } from '../../helper/chant-repo.ts';
import { readLine, runLine } from '../command-line.ts';

test('config prints what is in force, keys as the file writes them', async () => {
  const repo = makeChantRepo({
    '.chant/config.md': '---\ndefaults: { main_branch: trunk }\nchecks: [npm test]\n---\n',
  });
  const page = await readLine({ cwd: repo.root }, ['config']);
  expect(page).toContain('  main_branch: trunk\n');
  expect(page).toContain('  timeout: 60m\n');
});

test('config --validate names file, line and the nearest key, and ends with 1', async () => {
  const repo = makeChantRepo({ '.chant/config.md': '---\nproject: { name: shop }\nchekcs: [npm test]\n---\n' });
  const { exitCode, stdout } = await runLine({ cwd: repo.root }, ['config', '--validate']);
  expect(exitCode).toBe(1);
  expect(stdout).toMatch(/^\.chant\/config\.md:3: error: .*checks/);
});
