import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { tickCriterion } from '../../../src/engine/operations/tick-criterion.ts';
import { makeChantRepo } from '../../helper/chant-repo.ts';
import { makeContext } from '../../helper/fake-context.ts';
import { makeRunFolders } from '../../helper/run-folders.ts';

const id = '2026-02-08-010-v7b';
const text = [
  '---',
  'type: code   # kept',
  '---',
  '# Fix',
  '```',
  '- [ ] no criterion',
  '```',
  '## Acceptance Criteria',
  '',
  '- [ ] writes are locked',
  '- [x] reads go on',
  '- [ ] tests pass `check:unit`',
  '- [ ] documents say so',
  '',
].join('\r\n');
const files = { [`.chant/specs/${id}.md`]: text, '.chant/specs/2026-02-08-011-k2m.md': '# Other\n' };

function makeInside() {
  const { workspace } = makeRunFolders(files, id);
  const { context } = makeContext({ cwd: workspace });
  return { context, workspace, read: () => readFileSync(`${workspace}/.chant/specs/${id}.md`, 'utf8') };
}

test('a tick changes one character of the copy in the workspace', async () => {
  const { context, read } = makeInside();
  expect(await tickCriterion(context, { criterion: '1', id: null })).toMatchObject({
    ok: true,
    value: { spec: id, number: 1, criterion: { text: 'writes are locked' }, changed: true, open: 1 },
  });
  expect(read()).toBe(text.replace('[ ] writes', '[x] writes'));
  expect(await tickCriterion(context, { criterion: 'documents', id: 'v7b' })).toMatchObject({
    value: { number: 4, changed: true, open: 0 },
  });
});

test.each([
  ['that is ticked already', '2'],
  ['that a check proves', '3'],
])('a criterion %s is left as it is', async (_, criterion) => {
  const { context, read } = makeInside();
  expect(await tickCriterion(context, { criterion, id: null })).toMatchObject({ value: { changed: false, open: 2 } });
  expect(read()).toBe(text);
});

test("another spec than the run's cannot be ticked", async () => {
  const { context } = makeInside();
  expect(await tickCriterion(context, { criterion: '1', id: 'k2m' })).toMatchObject({
    ok: false,
    failure: { kind: 'wrong-state', spec: '2026-02-08-011-k2m' },
  });
});

test('a criterion that is not there is refused with those that are', async () => {
  const { context } = makeInside();
  expect(await tickCriterion(context, { criterion: '5', id: null })).toMatchObject({
    ok: false,
    failure: { kind: 'unknown-name', what: 'criterion', name: '5' },
  });
});

test("an agent that stands in the user's checkout ticks in its workspace", async () => {
  const repo = makeChantRepo(files);
  const { workspace, read } = makeInside();
  const env = { CHANT_WORKTREE: '1', CHANT_WORKTREE_PATH: workspace, CHANT_SPEC_ID: id };
  const { context } = makeContext({ cwd: repo.root, repo: repo.root, env });
  expect(await tickCriterion(context, { criterion: '1', id: null })).toMatchObject({ value: { changed: true } });
  expect(repo.read(`.chant/specs/${id}.md`)).toBe(text);
  expect(read()).not.toBe(text);
});

test('outside of a run nothing is ticked', async () => {
  const repo = makeChantRepo(files);
  expect(await tickCriterion(makeContext({ cwd: repo.root }).context, { criterion: '1', id })).toMatchObject({
    failure: { kind: 'wrong-state', next: `chant edit ${id}` },
  });
  expect(repo.read(`.chant/specs/${id}.md`)).toBe(text);
});

test('a tick needs no configuration that can be read, and leaves no other file', async () => {
  const { workspace } = makeRunFolders({ ...files, '.chant/config.md': '---\nnonsense: 1\n---\n' }, id);
  const { context } = makeContext({ cwd: workspace });
  expect(await tickCriterion(context, { criterion: '1', id: null })).toMatchObject({ ok: true });
  expect(existsSync(`${workspace}/.chant/cache`)).toBe(false);
});

test('where nothing tells the spec, it must be named', async () => {
  const { workspace } = makeRunFolders(files);
  const { context } = makeContext({ cwd: workspace });
  expect(await tickCriterion(context, { criterion: '1', id: null })).toMatchObject({
    failure: { kind: 'bad-argument', argument: '--id' },
  });
  expect(await tickCriterion(context, { criterion: '1', id: 'v7b' })).toMatchObject({ value: { changed: true } });
});
