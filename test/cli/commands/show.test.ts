import { expect, test } from 'vitest';
import { makeChantRepo } from '../../helper/chant-repo.ts';
import { readLine, runLine } from '../command-line.ts';

const text = '---\nstatus: completed\npriority: 1\n---\n# Fix the lock\n\nWhy.\n';
const repo = makeChantRepo({
  '.chant/config.md': '',
  '.chant/specs/2026-02-07-010-v7b.md': text,
  '.chant/specs/2026-02-06-010-k2m.md': '# Another\n',
});
const world = { cwd: repo.root };

test('the page of a spec, found by a short id', async () => {
  expect(await readLine(world, ['show', 'v7b'])).toMatchInlineSnapshot(`
    "Fix the lock
    id            2026-02-07-010-v7b
    file          .chant/specs/2026-02-07-010-v7b.md
    status        completed
    type          code
    other keys    priority: "1"

    # Fix the lock

    Why.
    "
  `);
});

test('--raw prints the file as it is', async () => {
  expect(await readLine(world, ['show', '07-010', '--raw'])).toBe(text);
});

test('an ambiguous id ends with 4 and lists the candidates', async () => {
  const { exitCode, stdout, stderr } = await runLine(world, ['show', '010']);
  expect({ exitCode, stdout }).toEqual({ exitCode: 4, stdout: '' });
  expect(stderr).toContain('2026-02-07-010-v7b  Fix the lock');
  expect(stderr).toContain('2026-02-06-010-k2m  Another');
});

test('an id that is not there ends with 4, as JSON too', async () => {
  const { exitCode, stdout, stderr } = await runLine(world, ['show', 'v7c', '--json']);
  expect({ exitCode, stdout }).toEqual({ exitCode: 4, stdout: '' });
  expect(JSON.parse(stderr).error).toMatchObject({ kind: 'spec-not-found', query: 'v7c' });
});
