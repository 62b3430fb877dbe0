import { expect, test } from 'vitest';
import type { ListSpecsInput } from '../../../src/engine/list-limits.ts';
import { listSpecs } from '../../../src/engine/operations/list-specs.ts';
import { makeChantRepo } from '../../helper/chant-repo.ts';
import { makeContext } from '../../helper/fake-context.ts';

const all: ListSpecsInput = {
  status: [],
  type: [],
  labels: [],
  ready: false,
  blocked: false,
  archived: false,
  query: null,
  whole: false,
};

const repo = makeChantRepo({
  '.chant/config.md': '',
  '.chant/specs/001-root.md': '---\nstatus: completed\nlabels: [a]\n---\n# Root cause',
  '.chant/specs/002-fix.md': '---\ndepends_on: [001-root, 000-old]\nlabels: [a, b]\n---\n# Fix',
  '.chant/specs/003-docs.md': '---\ntype: docs\ndepends_on: 002-fix\n---\n# Docs',
  '.chant/specs/004-bad.md': '---\nstatus: complted\n---\n# Bad',
  '.chant/specs/005-gone.md': '---\nstatus: cancelled\n---\n# Gone',
  '.chant/specs/006-lost.md': '---\ndepends_on: nobody\n---\n# Lost',
  '.chant/archive/2026-01-01/000-old.md': '---\nstatus: completed\n---\n# Old',
});

async function list(input: Partial<ListSpecsInput>) {
  const listed = await listSpecs(makeContext({ cwd: repo.root }).context, { ...all, ...input });
  if (!listed.ok) throw new Error(JSON.stringify(listed.failure));
  return listed.value.rows.map((row) => `${row.spec.id} ${row.status}${row.bad ? ' bad' : ''}`);
}

test('every spec is listed with the status that it has now, bad ones as bad', async () => {
  expect(await list({})).toEqual([
    '001-root completed',
    '002-fix ready',
    '003-docs blocked',
    '004-bad ready bad',
    '005-gone cancelled',
    '006-lost blocked',
  ]);
});

test.each([
  ['a status', { status: ['completed'] }, ['001-root']],
  ['cancelled', { status: ['cancelled'] }, ['005-gone']],
  ['pending, which all that wait are', { status: ['pending'] }, ['002-fix', '003-docs', '004-bad', '006-lost']],
  ['two statuses', { status: ['completed', 'cancelled'] }, ['001-root', '005-gone']],
  ['ready, and a bad spec is not', { ready: true }, ['002-fix']],
  ['blocked', { blocked: true }, ['003-docs', '006-lost']],
  ['a type by its other name', { type: ['docs'] }, ['003-docs']],
  ['labels', { labels: ['b', 'c'] }, ['002-fix']],
  ['label and status', { labels: ['a'], status: ['completed'] }, ['001-root']],
  ['text in the title', { query: 'ROOT' }, ['001-root']],
  ['the archive', { archived: true, query: '000' }, ['000-old']],
])('limits by %s', async (_, input, ids) => {
  expect((await list(input)).map((row) => row.split(' ')[0])).toEqual(ids);
});

test('a status or type that does not exist is refused with the nearest one', async () => {
  const { context } = makeContext({ cwd: repo.root });
  expect(await listSpecs(context, { ...all, status: ['complete'] })).toMatchObject({
    failure: { kind: 'bad-argument', argument: '--status', suggestion: 'completed' },
  });
  expect(await listSpecs(context, { ...all, type: ['x'] })).toMatchObject({ failure: { argument: '--type' } });
});

test('outside of a project the failure says so', async () => {
  const { context } = makeContext({ cwd: makeChantRepo(null).root });
  expect(await listSpecs(context, all)).toMatchObject({ failure: { kind: 'no-chant-folder' } });
});
