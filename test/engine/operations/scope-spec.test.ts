import { expect, test } from 'vitest';
import { approveSpec } from '../../../src/engine/operations/approve-spec.ts';
import { scopeSpec } from '../../../src/engine/operations/scope-spec.ts';
import { makeHandRig, specId, specPath, tick } from '../../helper/hand-rig.ts';

const map = '.chant/research/map.md';
const fix = `---\ntype: code\ninformed_by: [${map}]\nprotect: [test.sh]\n---\n\n# Fix\n`;
const list = (...paths: string[]) =>
  `# Map\n\n## Target files\n\n${paths.map((path) => `- \`${path}\` (why)\n`).join('')}`;

test('a fix without a scope gets that of its research before the agent starts, and is held to it', async () => {
  const rig = await makeHandRig({ spec: fix, files: { [map]: list('src/store.txt', 'src/new.txt') } });
  const run = await rig.work(`echo 1 >> src/store.txt; echo 1 > src/new.txt; echo 1 > src/other.txt; ${tick}`);
  expect(run).toMatchObject({ reason: 'out-of-scope', detail: ['src/other.txt (added)'] });
  expect(rig.read(specPath)).toContain('target_files:\n  - src/store.txt\n  - src/new.txt\n');
});

test('CI, owners and protected files do not come in by themselves; a person may take over the former', async () => {
  const paths = ['src/store.txt', '.github/workflows/ci.yml', 'docs/CODEOWNERS', 'test.sh'];
  const rig = await makeHandRig({ spec: fix, files: { [map]: list(...paths) } });
  expect(await rig.work('echo x > .github-not; echo 1 >> src/store.txt')).toMatchObject({ reason: 'out-of-scope' });
  expect(rig.read(specPath)).toContain('target_files:\n  - src/store.txt\n');
  expect(rig.read(specPath)).not.toContain('.github');
  const all = await scopeSpec(rig.context(), { id: specId, from: map, all: true, dryRun: false });
  expect(all).toMatchObject({
    ok: true,
    value: { paths: paths.slice(0, 3), left: [{ path: 'test.sh' }], before: ['src/store.txt'] },
  });
  expect(rig.read(specPath)).toContain('  - .github/workflows/ci.yml\n');
});

test.each([
  ['a path that leads out', list('src/store.txt', '../../etc/passwd')],
  ['an option', list('src/store.txt', '--force')],
  ['nothing but CI', list('.github/workflows/ci.yml')],
])('a list with %s starts no agent and leaves the spec as it was', async (_, text) => {
  const rig = await makeHandRig({ spec: fix, files: { [map]: text } });
  expect(await rig.workAlone()).toMatchObject({ ok: false, failure: { kind: 'wrong-state' } });
  expect(rig.read(specPath)).toBe(fix);
});

test('a scope that the user wrote stays, and a document that is not there is told', async () => {
  const own = fix.replace('protect:', 'target_files: [src/store.txt]\nprotect:');
  const rig = await makeHandRig({ spec: own, files: { [map]: list('src/new.txt') } });
  expect(await rig.work('echo 1 >> src/store.txt')).toMatchObject({ outcome: 'completed' });
  const open = await makeHandRig({ spec: own, files: { [map]: list('src/new.txt') } });
  const asked = { id: specId, from: '.chant/research/mop.md', all: false, dryRun: false };
  expect(await scopeSpec(open.context(), asked)).toMatchObject({ failure: { kind: 'missing-input', near: [map] } });
  const dry = await scopeSpec(open.context(), { ...asked, from: map, dryRun: true });
  expect(dry).toMatchObject({ ok: true, value: { paths: ['src/new.txt'] } });
  expect(open.read(specPath)).toBe(own);
});

test('a project may ask for an approval of such a scope: it is shown, and no agent is started before', async () => {
  const spec = fix.replace(
    'protect:',
    'approval: { required: true, status: approved, by: Ada, ticket: X-1 }\nprotect:',
  );
  const config = 'approval: { scope: true }';
  const rig = await makeHandRig({ spec, config, files: { [map]: list('src/store.txt') } });
  const needed = { kind: 'approval-needed', status: 'pending', scope: ['src/store.txt'] };
  expect(await rig.workAlone()).toMatchObject({ ok: false, failure: needed });
  expect(rig.read(specPath)).toContain('ticket: X-1');
  // It is asked about once, and not again with every attempt.
  expect(await rig.workAlone()).toMatchObject({ ok: false, failure: needed });
  expect(await approveSpec(rig.context(), { id: specId, by: 'Ada', reason: null })).toMatchObject({ ok: true });
  expect(await rig.work('echo 1 >> src/store.txt')).toMatchObject({ outcome: 'completed' });
});

test("a scope of one's own asks nobody, also where the project asks for an approval", async () => {
  const own = fix.replace('protect:', 'target_files: [src/store.txt]\nprotect:');
  const rig = await makeHandRig({
    spec: own,
    config: 'approval: { scope: true }',
    files: { [map]: list('src/new.txt') },
  });
  expect(await rig.work('echo 1 >> src/store.txt')).toMatchObject({ outcome: 'completed' });
});

test('a fix in more files than limits.files is not run; how it could be divided is told', async () => {
  const paths = ['src/store.txt', 'src/new.txt', 'doc/a.md'];
  const rig = await makeHandRig({ spec: fix, config: 'limits: { files: 2 }', files: { [map]: list(...paths) } });
  expect(await rig.workAlone()).toMatchObject({
    ok: false,
    failure: {
      kind: 'too-many-files',
      count: 3,
      limit: 2,
      members: [{ files: ['src/store.txt', 'src/new.txt'] }, { id: `${specId}.2`, files: ['doc/a.md'] }],
    },
  });
  const enough = await makeHandRig({ spec: fix, config: 'limits: { files: 3 }', files: { [map]: list(...paths) } });
  const work = 'mkdir doc; echo 1 > doc/a.md; echo 1 > src/new.txt; echo 1 > src/store.txt';
  expect(await enough.work(work)).toMatchObject({ outcome: 'completed' });
});
