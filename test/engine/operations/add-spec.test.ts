import { expect, test } from 'vitest';
import { loadSpecs } from '../../../src/io/store/load-specs.ts';
import { addSpec, type AddSpecInput } from '../../../src/engine/operations/add-spec.ts';
import { type ChantRepo, makeChantRepo } from '../../helper/chant-repo.ts';
import { makeContext } from '../../helper/fake-context.ts';

const plain: AddSpecInput = {
  ...{ title: 'Fix it', type: null, labels: [], dependsOn: [], informedBy: [], targets: [], checks: [] },
  ...{ prompt: null, needsApproval: false, body: null },
};

function add(repo: ChantRepo, input: Partial<AddSpecInput>) {
  return addSpec(makeContext({ cwd: repo.root }).context, { ...plain, ...input });
}

/** What was written, read again. */
async function addAndRead(repo: ChantRepo, input: Partial<AddSpecInput>) {
  const added = await add(repo, input);
  if (!added.ok) throw new Error(added.failure.kind);
  const { id } = added.value;
  return loadSpecs(repo.store(), { archived: false }).find((spec) => spec.id === id);
}

test('a title alone makes a spec with an id of the form YYYY-MM-DD-SSS-XXX', async () => {
  const repo = makeChantRepo();
  const added = await add(repo, { title: 'Fix issue #1234: add locking to concurrent writes' });
  const path = '.chant/specs/2026-02-08-001-v7b.md';
  expect(added).toMatchObject({
    ok: true,
    value: { id: '2026-02-08-001-v7b', path },
  });
  expect(repo.read(path)).toBe('---\ntype: code\n---\n\n# Fix issue #1234: add locking to concurrent writes\n');
});

test('everything that is asked for is written, and read back the same', async () => {
  const repo = makeChantRepo({
    '.chant/config.md': '---\nproject: {prefix: web}\n---\n',
    '.chant/specs/2026-02-07-008-j3n.md': '# A',
  });
  const spec = await addAndRead(repo, {
    type: 'docs',
    labels: ['fix', 'issue-1234'],
    dependsOn: ['008-j3n'],
    informedBy: ['.chant/research/a.md'],
    targets: ['src/*.ts'],
    checks: ['npm test -- "a b"'],
    prompt: 'standard',
    needsApproval: true,
    body: '## Acceptance Criteria\n\n- [ ] It holds\n',
  });
  expect(spec).toMatchObject({
    id: 'web-2026-02-08-001-v7b',
    type: 'documentation',
    labels: ['fix', 'issue-1234'],
    dependsOn: ['008-j3n'],
    informedBy: ['.chant/research/a.md'],
    targetFiles: ['src/*.ts'],
    checks: [{ run: 'npm test -- "a b"' }],
    prompt: 'standard',
    approval: { required: true, status: 'pending' },
    criteria: [{ text: 'It holds', ticked: false }],
    problems: [],
  });
});

test.each([
  ['2026-02-07-008-j3n', '2026-02-07-008-j3n'],
  ['j3n', 'j3n'],
  ['008-j3n', '008-j3n'],
  ['j3n.1', 'j3n.1'],
  ['008', '2026-02-07-008-j3n'],
  ['07-008', '2026-02-07-008-j3n'],
  ['.chant/specs/2026-02-07-008-j3n.md', '2026-02-07-008-j3n'],
])('a dependency on %s is written as %s', async (query, written) => {
  const repo = makeChantRepo({
    '.chant/specs/2026-02-07-008-j3n.md': '# A',
    '.chant/specs/2026-02-07-008-j3n.1.md': '# B',
  });
  expect(await addAndRead(repo, { dependsOn: [query] })).toMatchObject({ dependsOn: [written] });
});

test('a dependency that is not there, or is two, is a failure and no spec is made', async () => {
  const repo = makeChantRepo({
    '.chant/specs/2026-02-07-008-j3n.md': '# A',
    '.chant/specs/2026-02-06-008-k4m.md': '# B',
  });
  expect(await add(repo, { dependsOn: ['zzz'] })).toMatchObject({ failure: { kind: 'spec-not-found', query: 'zzz' } });
  expect(await add(repo, { dependsOn: ['008'] })).toMatchObject({ failure: { kind: 'spec-ambiguous', query: '008' } });
  expect(repo.git('status', '--porcelain', '-uall')).not.toContain('2026-02-08');
});

test('an empty title and an unknown type are refused', async () => {
  const repo = makeChantRepo();
  expect(await add(repo, { title: ' \n' })).toMatchObject({ failure: { kind: 'bad-argument', argument: '<title>' } });
  expect(await add(repo, { type: 'reserch' })).toMatchObject({
    failure: { kind: 'bad-argument', argument: '--type', suggestion: 'research' },
  });
});

test('twenty at a time get twenty ids', async () => {
  const repo = makeChantRepo();
  let next = 40_000;
  const random = { base36: () => (next++).toString(36).slice(-3) };
  const context = { ...makeContext({ cwd: repo.root }).context, random };
  const added = await Promise.all(Array.from({ length: 20 }, () => addSpec(context, plain)));
  const ids = added.map((one) => (one.ok ? one.value.id.slice(0, 14) : 'failed'));
  expect(new Set(ids).size).toBe(20);
  expect(ids).not.toContain('failed');
});
