import { expect, test } from 'vitest';
import { makeChantRepo } from '../../helper/chant-repo.ts';
import { readLine, runLine } from '../command-line.ts';

const repo = makeChantRepo({
  '.chant/config.md': '',
  '.chant/specs/2026-02-08-001-aaa.md': '---\nstatus: completed\nlabels: [fix]\n---\n# One\n',
  '.chant/specs/2026-02-08-002-bbb.md': '# Two\n',
  '.chant/specs/2026-02-08-003-ccc.md': '---\ntype: research\ndepends_on: [002]\n---\n# Three\n',
  '.chant/specs/2026-02-08-004-ddd.md': '---\nstatus: donne\n---\n# Four\n',
});
const list = (...options: string[]) => readLine({ cwd: repo.root }, ['list', ...options]);

test('a bad file is listed as bad, with its error', async () => {
  expect(await list()).toMatchInlineSnapshot(`
    "ID                  STATUS     TYPE      LABELS  TITLE
    2026-02-08-001-aaa  completed  code      fix     One
    2026-02-08-002-bbb  ready      code              Two
    2026-02-08-003-ccc  blocked    research          Three
    2026-02-08-004-ddd  bad        code              Four: \`status: donne\` is not known; known values: pending, in_progress, paused, completed, failed, needs_attention, blocked, ready, cancelled
    "
  `);
});

test.each([
  [['--ready'], '1\n'],
  [['--blocked'], '1\n'],
  [['--status', 'completed', '--status', 'blocked'], '2\n'],
  [['--type', 'research'], '1\n'],
  [['--label', 'fix'], '1\n'],
  [['thr'], '1\n'],
  [[], '4\n'],
])('list %j --count', async (options, count) => {
  expect(await list(...options, '--count')).toBe(count);
});

test('--json gives every spec with its effective status', async () => {
  const { specs, total } = JSON.parse(await list('--json'));
  expect(total).toBe(4);
  expect(specs.map((spec: { id: string; status: string }) => spec.status).slice(0, 3)).toEqual([
    'completed',
    'ready',
    'blocked',
  ]);
});

test('an unknown status ends with 2 and names the known ones', async () => {
  const { exitCode, stderr } = await runLine({ cwd: repo.root }, ['list', '--status', 'complete']);
  expect(exitCode).toBe(2);
  expect(stderr).toContain('expected: pending');
});

test('without .chant it ends with 1 and names init', async () => {
  const bare = makeChantRepo(null);
  const { exitCode, stderr } = await runLine({ cwd: bare.root }, ['list']);
  expect(exitCode).toBe(1);
  expect(stderr).toContain('next: chant init');
});
