import { expect, test } from 'vitest';
import { formatLocalDay, openProject } from '../../src/engine/open-project.ts';
import { makeChantRepo } from '../helper/chant-repo.ts';
import { makeContext } from '../helper/fake-context.ts';

test('the day is that of the calendar of the user', () => {
  process.env['TZ'] = 'Pacific/Auckland';
  expect(formatLocalDay(Date.UTC(2026, 1, 8, 12))).toBe('2026-02-09');
  process.env['TZ'] = 'America/Los_Angeles';
  expect(formatLocalDay(Date.UTC(2026, 1, 8, 7))).toBe('2026-02-07');
});

test('--repo wins over the place where the user stands', async () => {
  const repo = makeChantRepo();
  const { context } = makeContext({ cwd: makeChantRepo(null).root, repo: repo.root });
  expect(await openProject(context)).toMatchObject({
    ok: true,
    value: { store: { root: repo.root }, config: { silent: false } },
  });
});

test('a configuration with errors stops everything', async () => {
  const repo = makeChantRepo({ '.chant/config.md': '---\nx: 1\n---\n' });
  expect(await openProject(makeContext({ cwd: repo.root }).context)).toMatchObject({ failure: { kind: 'config-bad' } });
});
