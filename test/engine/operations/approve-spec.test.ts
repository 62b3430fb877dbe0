import { expect, test } from 'vitest';
import { approveSpec, rejectSpec } from '../../../src/engine/operations/approve-spec.ts';
import { makeChantRepo } from '../../helper/chant-repo.ts';
import { makeContext } from '../../helper/fake-context.ts';

const file = '.chant/specs/001-a.md';
const text = '---\ntype: task # keep\napproval:\n  required: true\n  status: pending\n  ticket: X-1\n---\n# A\n';

function contextOf(root: string) {
  return makeContext({ cwd: root, env: process.env, now: Date.UTC(2026, 1, 8, 12, 30, 5, 77) }).context;
}

test('an approval is written with the name that git knows and the time, and nothing else changes', async () => {
  const repo = makeChantRepo({ [file]: text });
  const approved = await approveSpec(contextOf(repo.root), { id: '001', by: null, reason: null });
  const approval = { required: true, status: 'approved', by: 'Test', at: '2026-02-08T12:30:05Z', reason: null };
  expect(approved).toEqual({ ok: true, value: { id: '001-a', path: file, approval } });
  expect(repo.read(file)).toBe(
    '---\ntype: task # keep\napproval:\n  required: true\n  status: approved\n  by: Test\n  at: "2026-02-08T12:30:05Z"\n  ticket: X-1\n---\n# A\n',
  );
});

test('a rejection needs a reason, and keeps it', async () => {
  const repo = makeChantRepo({ [file]: '# A\n' });
  const context = contextOf(repo.root);
  expect(await rejectSpec(context, { id: '001', by: 'Ada', reason: ' ' })).toMatchObject({
    failure: { argument: '--reason' },
  });
  expect(repo.read(file)).toBe('# A\n');
  const rejected = await rejectSpec(context, { id: '001', by: 'Ada', reason: 'no: tests' });
  expect(rejected).toMatchObject({
    value: { approval: { required: false, status: 'rejected', by: 'Ada', reason: 'no: tests' } },
  });
  expect(await approveSpec(context, { id: '001', by: 'Bob', reason: null })).toMatchObject({
    value: { approval: { reason: null } },
  });
  expect(repo.read(file)).not.toContain('no: tests');
});

test('a spec that is completed or archived is past approving', async () => {
  const repo = makeChantRepo({ [file]: '---\nstatus: completed\n---\n', '.chant/archive/2026-01-01/000-b.md': '' });
  for (const id of ['001-a', '000-b']) {
    const approved = await approveSpec(contextOf(repo.root), { id, by: 'Ada', reason: null });
    expect(approved).toMatchObject({ failure: { kind: 'wrong-state', spec: id } });
  }
});

test('a frontmatter that cannot be read is a failure and stays as it is', async () => {
  const repo = makeChantRepo({ [file]: '---\na: [\n---\n# A\n' });
  const approved = await approveSpec(contextOf(repo.root), { id: '001', by: 'Ada', reason: null });
  expect(approved).toMatchObject({ failure: { kind: 'spec-bad' } });
  expect(repo.read(file)).toBe('---\na: [\n---\n# A\n');
});
