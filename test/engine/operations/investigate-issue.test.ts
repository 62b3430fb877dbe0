import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { lintSpecs } from '../../../src/engine/operations/lint-specs.ts';
import { investigateIssue, type InvestigateIssueInput } from '../../../src/engine/operations/investigate-issue.ts';
import { parseSpec } from '../../../src/core/spec/parse-spec.ts';
import { type ChantRepo, makeChantRepo } from '../../helper/chant-repo.ts';
import { makeContext } from '../../helper/fake-context.ts';

const thread = '# Issue #1234: writes get lost\n\nTwo writers, one value.\n';
const files = {
  '.chant/config.md': '',
  'package.json': '{ "name": "kv", "scripts": { "test": "node --test" } }',
  'docs/issue-1234.md': thread,
};

const world = (repo: ChantRepo, cwd = repo.root) => {
  const random = Array.from({ length: 20 }, (_, index) => `a${(index + 36).toString(36)}`.padEnd(3, 'x'));
  return makeContext({ cwd, random: [...random, randomBytes(2).toString('hex')] }).context;
};

async function investigate(repo: ChantRepo, change: Partial<InvestigateIssueInput> = {}, cwd = repo.root) {
  const input = {
    issue: 'docs/issue-1234.md',
    single: false,
    test: null,
    run: null,
    expect: null,
    repeat: null,
    assisted: false,
    dryRun: false,
    ...change,
  };
  return investigateIssue(world(repo, cwd), input);
}

async function done(repo: ChantRepo, change: Partial<InvestigateIssueInput> = {}) {
  const result = await investigate(repo, change);
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  return result.value;
}

const read = (repo: ChantRepo, file: string | null) =>
  parseSpec({ id: 'x', path: file ?? '', archived: false, text: repo.read(file ?? '') });

test('a markdown file becomes a snapshot and six specs, each of which rests on the one before, and lint has nothing against them', async () => {
  const repo = makeChantRepo(files);
  const { specs, snapshot, branch } = await done(repo);
  expect(specs.map(({ phase, state }) => `${phase} ${state}`)).toEqual(
    ['comprehension', 'reproduction', 'root-cause', 'impact-map', 'fix', 'upstream'].map((phase) => `${phase} created`),
  );
  expect(branch).toBe('fix/issue-1234');
  expect(snapshot).toMatchObject({ path: '.chant/research/issue-1234.md', state: 'created' });
  expect(repo.read(snapshot.path)).toMatch(/^---\nsource: docs\/issue-1234.md\nhash: sha256:[0-9a-f]{64}\n/);
  expect(repo.read(snapshot.path)).toContain('Two writers, one value.');
  const [comprehension, reproduction, cause, map, fix, upstream] = specs.map((spec) => read(repo, spec.path));
  expect(comprehension).toMatchObject({
    title: 'Understand issue #1234: writes get lost',
    labels: ['issue-1234', 'comprehension'],
    informedBy: ['.chant/research/issue-1234.md'],
    targetFiles: ['.chant/research/issue-1234-comprehension.md'],
    targetBranch: null,
  });
  expect(reproduction).toMatchObject({
    type: 'task',
    dependsOn: [specs[0]?.id?.slice(11)],
    targetFiles: ['test/issue-1234.test.js'],
    checks: [{ run: 'node --test test/issue-1234.test.js', after: 'fail' }],
    targetBranch: 'fix/issue-1234',
  });
  expect(cause?.informedBy).toEqual(['.chant/research/issue-1234-comprehension.md', 'test/issue-1234.test.js']);
  expect(map?.targetFiles).toEqual(['.chant/research/issue-1234-impact-map.md']);
  expect(fix).toMatchObject({
    type: 'code',
    dependsOn: [specs[2]?.id?.slice(11), specs[3]?.id?.slice(11)],
    protect: ['test/issue-1234.test.js'],
    checks: [{ name: 'reproduction', before: 'fail', after: 'pass' }],
    targetFiles: [],
  });
  expect(upstream?.approval).toMatchObject({ required: true, status: 'pending' });
  const lint = await lintSpecs(world(repo), { ids: [] });
  expect(lint.ok && lint.value.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
});

test('run again it changes nothing; what was deleted is added; a changed thread is told and kept', async () => {
  const repo = makeChantRepo(files);
  const first = await done(repo);
  const again = await done(repo);
  expect(again.specs).toEqual(first.specs.map((spec) => ({ ...spec, state: 'there' })));
  expect(again.snapshot.state).toBe('unchanged');
  const gone = first.specs[3]?.path ?? '';
  const kept = repo.read(first.specs[4]?.path ?? '');
  repo.git('init', '-q');
  const { rmSync } = await import('node:fs');
  rmSync(path.join(repo.root, gone));
  repo.write('docs/issue-1234.md', `${thread}\nAlso with one writer.\n`);
  const third = await done(repo);
  expect(third.specs.filter(({ state }) => state === 'created').map(({ phase }) => phase)).toEqual(['impact-map']);
  expect(third.snapshot).toMatchObject({ state: 'updated', edited: ['description'] });
  expect(repo.read('.chant/research/issue-1234.md')).toContain('Also with one writer.');
  expect(repo.read(first.specs[4]?.path ?? '')).toBe(kept);
  expect(read(repo, third.specs[3]?.path ?? '').dependsOn).toEqual([first.specs[2]?.id?.slice(11)]);
});

test('--single makes three specs, and a chain that was begun otherwise is not mixed with it', async () => {
  const repo = makeChantRepo(files);
  const { specs } = await done(repo, { single: true });
  expect(specs.map(({ phase }) => phase)).toEqual(['investigation', 'fix', 'upstream']);
  expect(read(repo, specs[0]?.path ?? '')).toMatchObject({
    targetFiles: ['.chant/research/issue-1234-investigation.md', 'test/issue-1234.test.js'],
    checks: [{ after: 'fail' }],
  });
  expect(read(repo, specs[1]?.path ?? '')).toMatchObject({
    dependsOn: [specs[0]?.id?.slice(11)],
    informedBy: ['.chant/research/issue-1234-investigation.md'],
  });
  expect((await done(repo)).specs.map(({ state }) => state)).toEqual(['there', 'there', 'there']);
  const other = makeChantRepo(files);
  await done(other);
  expect(await investigate(other, { single: true })).toMatchObject({ ok: false, failure: { argument: '--single' } });
});

test('--dry-run says the same and writes nothing', async () => {
  const repo = makeChantRepo(files);
  const before = repo.git('status', '--porcelain', '-uall');
  const { specs } = await done(repo, { dryRun: true });
  expect(specs.map(({ state }) => state)).toEqual(Array.from({ length: 6 }, () => 'planned'));
  expect(repo.git('status', '--porcelain', '-uall')).toBe(before);
});

test('where nobody tells how one test is run nothing is made, and both flags together tell it', async () => {
  const repo = makeChantRepo({ '.chant/config.md': '', 'docs/issue-1234.md': thread });
  expect(await investigate(repo)).toMatchObject({ ok: false, failure: { kind: 'bad-argument', argument: '--test' } });
  expect(await investigate(repo, { test: 't.sh' })).toMatchObject({ ok: false, failure: { argument: '--run' } });
  const { specs } = await done(repo, { test: 'kv_test.go', run: 'go test -run Issue1234 .' });
  expect(read(repo, specs[1]?.path ?? '')).toMatchObject({
    targetFiles: ['kv_test.go'],
    checks: [{ run: 'go test -run Issue1234 .' }],
  });
  // The chain knows it now.
  expect((await done(repo)).test).toMatchObject({ path: 'kv_test.go', run: 'go test -run Issue1234 .' });
});

test("the project's template wins; one that cannot be filled in stops before anything is written", async () => {
  const repo = makeChantRepo(files);
  repo.write('.chant/templates/upstream.md', '---\ntype: task\nlabels: [ours]\n---\n\n# Ship {{ issue.ref }}\n');
  const { specs } = await done(repo);
  expect(read(repo, specs[5]?.path ?? '')).toMatchObject({
    title: 'Ship #1234',
    labels: ['issue-1234', 'upstream', 'ours'],
  });
  const other = makeChantRepo(files);
  other.write('.chant/templates/upstream.md', '---\ntype: task\n---\n\n# Ship {{ isue.ref }}\n');
  expect(await investigate(other)).toMatchObject({
    ok: false,
    failure: { kind: 'prompt-bad', file: '.chant/templates/upstream.md', line: 5, suggestion: 'issue.ref' },
  });
  expect(other.git('status', '--porcelain', '-uall')).not.toContain('.chant/specs');
});

test('another issue of the same name, and a document that chant did not write, are never written over', async () => {
  const repo = makeChantRepo(files);
  await done(repo);
  repo.write('other/issue-1234.md', '# Something else\n');
  expect(await investigate(repo, { issue: 'other/issue-1234.md' })).toMatchObject({
    ok: false,
    failure: { kind: 'bad-argument', expected: expect.stringContaining('docs/issue-1234.md') },
  });
  const own = makeChantRepo({ ...files, '.chant/research/issue-1234.md': 'mine' });
  expect(await investigate(own)).toMatchObject({ ok: false, failure: { kind: 'bad-argument' } });
  expect(own.read('.chant/research/issue-1234.md')).toBe('mine');
});

test('a file outside of the project is named by its name alone', async () => {
  const repo = makeChantRepo(files);
  const outside = path.join(repo.root, '..', 'desk');
  mkdirSync(outside);
  writeFileSync(path.join(outside, 'Lost Writes.md'), 'Some are lost.\n');
  const { issue, branch } = await done(repo, { issue: path.join(outside, 'Lost Writes.md') });
  expect(issue).toMatchObject({ slug: 'issue-lost-writes', ref: 'issue-lost-writes', source: 'Lost Writes.md' });
  expect(branch).toBe('fix/issue-lost-writes');
});
