import { expect, test } from 'vitest';
import { showSpec } from '../../../src/engine/operations/show-spec.ts';
import { makeChantRepo } from '../../helper/chant-repo.ts';
import { makeContext } from '../../helper/fake-context.ts';
import { makeHandRig, specId, tick } from '../../helper/hand-rig.ts';

const text = [
  '---',
  'depends_on: [v7b, gone]',
  'informed_by: [.chant/research/a.md, .chant/research/b.md, "src/*.ts", "none/*.ts", https://example.org/x, v7b]',
  'context: [src]',
  '---',
  '# Fix',
  '',
].join('\n');

const repo = makeChantRepo({
  '.chant/config.md': '',
  '.chant/specs/2026-02-07-001-v7b.md': '---\nstatus: completed\n---\n# Root',
  '.chant/specs/2026-02-08-001-k2m.md': text,
  '.chant/specs/2026-02-08-002-q9x.md': '---\ndepends_on: k2m\n---\n# Next',
  '.chant/research/a.md': 'a',
  'src/a.ts': '',
});

test('a spec is shown with its text, its place in the graph and its inputs', async () => {
  const shown = await showSpec(makeContext({ cwd: repo.root }).context, { id: 'k2m' });
  expect(shown).toMatchObject({
    ok: true,
    value: {
      spec: { id: '2026-02-08-001-k2m' },
      text,
      status: 'blocked',
      run: null,
      dependencies: [
        { query: 'v7b', id: '2026-02-07-001-v7b', title: 'Root', status: 'completed' },
        { query: 'gone', id: null, title: null, status: null },
      ],
      dependents: [{ id: '2026-02-08-002-q9x', status: 'blocked' }],
    },
  });
  expect(shown.ok ? shown.value.inputs : []).toEqual([
    { key: 'informed_by', value: '.chant/research/a.md', kind: 'file', exists: true, on: null },
    { key: 'informed_by', value: '.chant/research/b.md', kind: 'file', exists: false, on: null },
    { key: 'informed_by', value: 'src/*.ts', kind: 'glob', exists: true, on: null },
    { key: 'informed_by', value: 'none/*.ts', kind: 'glob', exists: false, on: null },
    { key: 'informed_by', value: 'https://example.org/x', kind: 'url', exists: null, on: null },
    { key: 'informed_by', value: 'v7b', kind: 'spec', exists: true, on: null },
    { key: 'context', value: 'src', kind: 'file', exists: true, on: null },
  ]);
});

test('an id that means two specs, or none, is a failure', async () => {
  const { context } = makeContext({ cwd: repo.root });
  expect(await showSpec(context, { id: 'k2' })).toMatchObject({ failure: { kind: 'spec-not-found' } });
});

test('what landed on a branch that is not checked out is shown as it landed, and so are the inputs that lie there', async () => {
  const spec = [
    ...['---', 'type: code', 'target_branch: fix/issue-1', 'informed_by: [src/map.md, src/none.md]', '---'],
    ...['# Fix', '', '## Acceptance Criteria', '', '- [ ] it is fixed', ''],
  ].join('\n');
  const rig = await makeHandRig({ spec, files: { 'src/map.md': 'a', 'src/none.md': 'b' } });
  expect(await rig.work(`echo c > src/store.txt; ${tick}`)).toMatchObject({ outcome: 'completed' });
  rig.git('rm', '-q', 'src/map.md');
  const shown = await showSpec(rig.context(), { id: specId });
  expect(shown).toMatchObject({ ok: true, value: { landedOn: 'fix/issue-1', status: 'completed' } });
  if (!shown.ok) return;
  expect(shown.value.text).toContain('- [x] it is fixed');
  expect(shown.value.spec).toMatchObject({ criteria: [{ ticked: true }], completedAt: expect.any(String) });
  expect(shown.value.inputs.map(({ value, exists, on }) => [value, exists, on])).toEqual([
    ['src/map.md', true, 'fix/issue-1'],
    ['src/none.md', true, null],
  ]);
  rig.git('reset', '-q', '--hard', 'fix/issue-1');
  expect(await showSpec(rig.context(), { id: specId })).toMatchObject({ value: { landedOn: null } });
});
