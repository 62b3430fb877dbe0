import { expect, test } from 'vitest';
import { makeChantRepo } from '../../helper/chant-repo.ts';
import { readLine, runLine } from '../command-line.ts';

const repo = makeChantRepo({
  '.chant/config.md': '',
  '.chant/specs/2026-02-08-001-aaa.md':
    '---\ntarget_files: [src/a.ts]\nchecks: [npm test]\n---\n# Good\n\n## Acceptance Criteria\n\n- [ ] it holds\n',
  '.chant/specs/2026-02-08-002-bbb.md':
    '---\nstatus: donne\ntarget_files: [src/a.ts]\nchecks: [npm test]\n---\n# Bad\n\n## Acceptance Criteria\n\n- [ ] it holds\n',
});
const world = { cwd: repo.root };

test('a spec without mistakes ends with 0', async () => {
  expect(await readLine(world, ['lint', '001'])).toBe('1 spec looked at: no mistakes found\n');
});

test('errors stand with file and line, and end with 1', async () => {
  const { exitCode, stdout } = await runLine(world, ['lint']);
  expect(exitCode).toBe(1);
  expect(stdout).toContain('.chant/specs/2026-02-08-002-bbb.md:2: error: ');
  expect(stdout).toContain('2 specs looked at: 1 error, 0 warnings\n');
});

test('--format sarif prints a log for code hosts, and ends with 1 all the same', async () => {
  const { exitCode, stdout } = await runLine(world, ['lint', '--format', 'sarif']);
  expect(exitCode).toBe(1);
  expect(JSON.parse(stdout).runs[0].results).toHaveLength(1);
});

test.each([[['--format', 'json']], [['--json']]])('%j prints the problems', async (options) => {
  const { stdout } = await runLine(world, ['lint', ...options]);
  expect(JSON.parse(stdout)).toMatchObject({ specs: 2, errors: 1, problems: [{ severity: 'error', line: 2 }] });
});
