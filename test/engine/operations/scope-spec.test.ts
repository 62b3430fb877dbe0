import { expect, test } from 'vitest';
import { approveSpec } from '../../../src/engine/operations/approve-spec.ts';
import { scopeSpec } from '../../../src/engine/operations/scope-spec.ts';
import { showSpec } from '../../../src/engine/operations/show-spec.ts';
import { type HandRig, killAfter, makeHandRig, reportOf, specId, specPath, tick } from '../../helper/hand-rig.ts';

const map = '.chant/research/map.md';
const fix = `---\ntype: code\ninformed_by: [${map}]\nprotect: [test.sh]\n---\n\n# Fix\n`;
const approve = (rig: HandRig) => approveSpec(rig.context(), { id: specId, by: 'Ada', reason: null });
const list = (...paths: string[]) =>
  `# Map\n\n## Target files\n\n${paths.map((path) => `- \`${path}\` (why)\n`).join('')}`;

test('a fix without a scope gets that of its research before the agent starts, and is held to it', async () => {
  const rig = await makeHandRig({ spec: fix, files: { [map]: list('src/store.txt', 'src/new.txt') } });
  const run = await rig.work(`echo 1 >> src/store.txt; echo 1 > src/new.txt; echo 1 > src/other.txt; ${tick}`);
  expect(run).toMatchObject({ reason: 'out-of-scope', detail: ['src/other.txt (added)'] });
  expect(rig.read(specPath)).toBe(fix);
});

test('the scope is in the prompt and in the copy that the agent has, in no file of the user until it lands, and then in his', async () => {
  const rig = await makeHandRig({ spec: fix, files: { [map]: list('src/store.txt') } });
  const { agent, done } = await rig.start();
  const scope = 'target_files:\n  - src/store.txt\n';
  expect(rig.git('status', '--porcelain')).toBe('');
  expect(await showSpec(rig.context(), { id: specId })).toMatchObject({
    value: { text: fix, spec: { targetFiles: ['src/store.txt'] }, run: { scope: { from: map } } },
  });
  await agent.sh('cp "$CHANT_SPEC_FILE" src/store.txt');
  agent.exit();
  expect(reportOf(await done)).toMatchObject({ outcome: 'completed' });
  expect(rig.read('src/store.txt')).toBe(fix.replace('---\n\n#', `${scope}---\n\n#`));
  expect(rig.read(`.chant/runs/${specId}/1/prompt.md`)).toContain('src/store.txt');
  expect(rig.git('status', '--porcelain')).toBe('');
  expect(rig.git('show', `main:${specPath}`)).toBe(rig.read(specPath));
  expect(rig.read(specPath)).toContain(scope);
});

test.each(['waits to land', 'was left by a kill'])(
  'a result that %s lands with the scope that it was judged by',
  async (left) => {
    const rig = await makeHandRig({ spec: fix, files: { [map]: list('src/store.txt') } });
    await rig.work('echo 1 >> src/store.txt', { land: false });
    // The research says something else by now: the work was done under the old list.
    rig.write(map, list('src/other.txt'));
    if (left === 'was left by a kill') killAfter(rig, 'collected');
    const landed = left === 'was left by a kill' ? await rig.workAlone() : await rig.land();
    expect(reportOf(landed)).toMatchObject({ outcome: 'completed', attempt: 1 });
    expect(rig.git('show', `main:${specPath}`)).toContain('target_files:\n  - src/store.txt\n');
  },
);

test('target files that the user writes while the agent works are not landed over', async () => {
  const rig = await makeHandRig({ spec: fix, files: { [map]: list('src/store.txt') } });
  const run = await rig.work('echo 1 >> src/store.txt', {
    onEvent: (event) => {
      if (event.kind === 'journal' && event.line.entry === 'judged')
        rig.write(specPath, fix.replace('protect:', 'target_files: [src/new.txt]\nprotect:'));
    },
  });
  expect(run).toMatchObject({ outcome: 'needs_attention', reason: 'ready-to-land' });
  expect(run.detail.join()).toContain('target_files was changed');
});

test('CI, owners and protected files do not come in by themselves; a person may take over the former', async () => {
  const paths = ['src/store.txt', '.github/workflows/ci.yml', 'docs/CODEOWNERS', 'test.sh'];
  const rig = await makeHandRig({ spec: fix, files: { [map]: list(...paths) } });
  expect(await rig.work('echo x > .github-not; echo 1 >> src/store.txt')).toMatchObject({ reason: 'out-of-scope' });
  expect(await showSpec(rig.context(), { id: specId })).toMatchObject({
    value: { spec: { targetFiles: ['src/store.txt'] } },
  });
  const all = await scopeSpec(rig.context(), { id: specId, from: map, all: true, dryRun: false });
  expect(all).toMatchObject({
    ok: true,
    value: { paths: paths.slice(0, 3), left: [{ path: 'test.sh' }], before: [] },
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
  expect(rig.read(specPath)).toBe(spec);
  expect(await approve(rig)).toMatchObject({ ok: true, value: { approval: { scope: ['src/store.txt'] } } });
  expect(rig.read(specPath)).toContain('ticket: X-1');
  expect(await rig.work('echo 1 >> src/store.txt')).toMatchObject({ outcome: 'completed' });
});

test('only a scope that was shown is approved, and one that changes afterwards is shown again', async () => {
  const files = { [map]: list('src/store.txt') };
  const rig = await makeHandRig({ spec: fix, config: 'approval: { scope: true }', files });
  const first = { failure: { kind: 'approval-needed', scope: ['src/store.txt'], of: { from: map, approved: null } } };
  expect(await approve(rig)).toMatchObject(first);
  expect(rig.read(specPath)).toBe(fix);
  rig.write(map, list('src/store.txt', 'src/new.txt'));
  const both = ['src/store.txt', 'src/new.txt'];
  expect(await approve(rig)).toMatchObject({ failure: { scope: both } });
  expect(await approve(rig)).toMatchObject({ value: { approval: { scope: both } } });
  expect(await rig.work('echo 1 > src/store.txt')).toMatchObject({ reason: 'target-missing' });
  rig.write(map, list('src/new.txt', 'src/third.txt'));
  const changed = { scope: ['src/new.txt', 'src/third.txt'], by: 'Ada', of: { approved: both } };
  expect(await rig.workAlone()).toMatchObject({ failure: changed });
  // In another order they are the same files.
  rig.write(map, list('src/new.txt', 'src/store.txt'));
  expect(await rig.work('echo 1 > src/store.txt; echo 1 > src/new.txt')).toMatchObject({ outcome: 'completed' });
});

test('an approval that is passed over is told of in the run record, for a scope, too', async () => {
  const files = { [map]: list('src/store.txt') };
  const rig = await makeHandRig({ spec: fix, config: 'approval: { scope: true }', files });
  const run = await rig.work('echo 1 >> src/store.txt', { skipApproval: true });
  expect(run).toMatchObject({ outcome: 'completed' });
  expect(rig.journal('claimed')).toMatchObject([{ skipped: ['approval'], scope: { files: ['src/store.txt'] } }]);
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
