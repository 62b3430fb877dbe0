import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { makeHandRig, reportOf, specId, specPath, tick } from '../../helper/hand-rig.ts';

const work = `echo locked > src/store.txt; ${tick}`;
const committed = (file: string) => `main:${file}`;

test.concurrent('a spec that was never committed lands with its outcome, and the checkout is clean afterwards', async () => {
  const rig = await makeHandRig();
  rig.git('rm', '-q', '--cached', specPath);
  rig.git('commit', '-q', '-m', 'without the spec');
  expect(await rig.work(work)).toMatchObject({ outcome: 'completed', detail: [] });
  expect(rig.git('show', committed(specPath))).toContain('status: completed');
  expect(rig.git('status', '--porcelain')).toBe('');
});

test.concurrent('a spec that was staged and then edited lands as it stands in the checkout', async () => {
  const rig = await makeHandRig();
  rig.git('rm', '-q', '--cached', specPath);
  rig.git('commit', '-q', '-m', 'without the spec');
  rig.git('add', specPath);
  rig.write(specPath, `${rig.read(specPath)}\nMore words.\n`);
  expect(await rig.work(work)).toMatchObject({ outcome: 'completed', detail: [] });
  expect(rig.git('show', committed(specPath))).toContain('More words.');
  expect(rig.git('status', '--porcelain')).toBe('');
});

test.concurrent('words that the user adds to the spec while the agent works are kept, with its ticks and its notes', async () => {
  const rig = await makeHandRig();
  const { agent, done } = await rig.start();
  await agent.sh(`${work}; printf '\\n## Notes\\n\\nLooked at the readers.\\n' >> "$CHANT_SPEC_FILE"`);
  rig.write(specPath, rig.read(specPath).replace('# Add locking\n', '# Add locking\n\nBecause of the crash in May.\n'));
  agent.exit();
  expect(reportOf(await done)).toMatchObject({ outcome: 'completed' });
  const text = rig.read(specPath);
  for (const part of ['crash in May', '- [x] writes are locked', '## Notes\n\nLooked at the readers.\n'])
    expect(text).toContain(part);
  expect(rig.git('show', committed(specPath))).toBe(text);
  expect(rig.git('status', '--porcelain')).toBe('');
});

test.concurrent('a criterion that the user adds while the agent works stops the landing, also where the change was accepted', async () => {
  const rig = await makeHandRig();
  const { agent, done } = await rig.start();
  await agent.sh(work);
  rig.write(specPath, `${rig.read(specPath)}- [ ] readers are locked\n`);
  agent.exit();
  expect(reportOf(await done)).toMatchObject({ outcome: 'needs_attention', reason: 'repository-touched' });
  const run = reportOf(await rig.land('repository-touched'));
  expect(run).toMatchObject({ outcome: 'needs_attention', reason: 'ready-to-land' });
  expect(run.detail.join()).toMatch(/criteria.* while the agent worked/);
  expect(rig.git('status', '--porcelain')).toBe(` M ${specPath}\n`);
});

test.concurrent('a spec with carriage returns keeps them, also where the agent added notes', async () => {
  const text =
    '---\r\ntype: code\r\n---\r\n\r\n# Add locking\r\n\r\n## Acceptance Criteria\r\n\r\n- [ ] writes are locked\r\n';
  const rig = await makeHandRig({ spec: text });
  expect(await rig.work(`${work}; printf '\\r\\n## Notes\\r\\n\\r\\nDone.\\r\\n' >> "$CHANT_SPEC_FILE"`)).toMatchObject(
    { outcome: 'completed' },
  );
  const landed = rig.git('show', committed(specPath));
  expect(landed).toContain('status: completed\r\n');
  expect(landed).toContain('- [x] writes are locked\r\n');
  expect(landed).toContain('## Notes\r\n\r\nDone.\r\n');
  expect(landed.replaceAll('\r\n', '')).not.toContain('\n');
  expect(rig.git('status', '--porcelain')).toBe('');
});

test.concurrent('where git turns line ends, the checkout is clean after the landing', async () => {
  const rig = await makeHandRig({ files: { '.gitattributes': '*.txt text eol=crlf\n' } });
  rig.git('config', 'core.autocrlf', 'true');
  rig.git('config', 'core.safecrlf', 'true');
  rig.git('rm', '-rq', '--cached', '.');
  rig.git('reset', '-q', '--hard');
  expect(
    await rig.work(`printf 'one\\r\\nlocked\\r\\n' > src/store.txt; printf 'a\\nb\\r\\n' > src/mixed.txt; ${tick}`),
  ).toMatchObject({ outcome: 'completed', detail: [] });
  expect(rig.git('show', 'main:src/store.txt')).toBe('one\nlocked\n');
  expect(rig.read('src/store.txt')).toBe('one\r\nlocked\r\n');
  expect(rig.git('status', '--porcelain')).toBe('');
});

const research = '.chant/research/issue-1.md';
const informed = `---\ntype: code\ninformed_by: [${research}]\n---\n\n# Add locking\n\n## Acceptance Criteria\n\n- [ ] writes are locked\n`;

test.concurrent('uncommitted research reaches the agent, and is not swept into what lands, whatever the agent adds', async () => {
  const rig = await makeHandRig({ spec: informed, uncommitted: { [research]: 'the cause is a race\n' } });
  const { agent, done } = await rig.start();
  expect(agent.prompt).toContain('the cause is a race');
  expect(await agent.sh(`cat ${research}`)).toBe('the cause is a race\n');
  await agent.sh(`${work}; git add -A; git commit -qm "all of it"`);
  agent.exit();
  expect(reportOf(await done)).toMatchObject({ outcome: 'completed' });
  expect(rig.git('log', '-m', '--name-only', '--format=', 'main').split('\n')).not.toContain(research);
  expect(rig.git('status', '--porcelain')).toBe('?? .chant/research/\n');
  expect(rig.read(specPath)).toMatch(/inputs:\n {2}\S*issue-1\.md\S*: \S*sha256:/);
});

test.concurrent('commits that the agent made under another name are kept aside, and one commit lands', async () => {
  const rig = await makeHandRig();
  const run = await rig.work(
    `${work}; git -c user.name=Ada -c user.email=ada@example.com commit -qm "as Ada" src/store.txt --author "Ada <ada@example.com>"; echo more > src/more.txt`,
  );
  expect(run).toMatchObject({ outcome: 'completed' });
  expect(rig.graph().join()).not.toContain('as Ada');
  const kept = rig.git('for-each-ref', '--format=%(contents:subject)', 'refs/chant/kept');
  expect(kept).toBe('as Ada\n');
});

test.concurrent('a missing input is named before an agent starts, and nothing has begun', async () => {
  const rig = await makeHandRig({ spec: informed, uncommitted: { '.chant/research/issue-2.md': 'x\n' } });
  expect(await rig.workAlone()).toMatchObject({
    ok: false,
    failure: {
      kind: 'missing-input',
      spec: specId,
      key: 'informed_by',
      path: research,
      near: ['.chant/research/issue-2.md'],
    },
  });
  expect(rig.git('for-each-ref', 'refs/chant', 'refs/heads/chant')).toBe('');
});

test.concurrent('an input below a file, where no folder can be, is a missing input', async () => {
  const rig = await makeHandRig({ spec: informed.replace(research, 'src/store.txt/issue-1.md') });
  expect(await rig.workAlone()).toMatchObject({ ok: false, failure: { kind: 'missing-input' } });
});

test.concurrent('a variable that no prompt has is named with the one that was meant, and nothing is left behind', async () => {
  const rig = await makeHandRig({
    files: { '.chant/prompts/mine.md': '---\nname: mine\n---\n\n{{spec.titel}}\n' },
    config: '',
  });
  const ended = await rig.workAlone({ prompt: 'mine' });
  expect(ended).toMatchObject({
    ok: false,
    failure: { kind: 'prompt-bad', suggestion: expect.stringContaining('spec.title') },
  });
  expect(rig.leftovers()).toEqual([]);
  expect(rig.journal('agent-started')).toEqual([]);
});

const document = `---\ntype: research\ntarget_files: [${research}]\n---\n\n# Look into it\n`;

test.concurrent('in silent mode a document goes home by copying, git is told of nothing, and the spec is completed', async () => {
  const rig = await makeHandRig({ spec: document, silent: true });
  const before = rig.git('for-each-ref', 'refs/heads');
  expect(
    await rig.work(
      `mkdir -p .chant/research; echo cause > ${research}; git add -f ${research}; git commit -qm research`,
    ),
  ).toMatchObject({ outcome: 'completed' });
  expect(rig.read(research)).toBe('cause\n');
  expect(rig.read(specPath)).toContain('status: completed');
  expect(rig.git('for-each-ref', 'refs/heads')).toBe(before);
  expect(rig.git('status', '--porcelain')).toBe('');
});

test.concurrent('in silent mode code lands and nothing of .chant/ does, although the agent committed all of it', async () => {
  const rig = await makeHandRig({ silent: true });
  expect(await rig.work(`${work}; git add -Af . ; git commit -qm "all of it"`)).toMatchObject({ outcome: 'completed' });
  expect(rig.git('log', '-m', '--name-only', '--format=', 'main').split('\n').filter(Boolean)).toEqual([
    'src/store.txt',
    'src/store.txt',
    'src/store.txt',
  ]);
  expect(rig.read(specPath)).toContain('status: completed');
});

test.concurrent('a document that the user edited while the agent rewrote it is not written over: ready to land', async () => {
  const rig = await makeHandRig({ spec: document, silent: true, uncommitted: { [research]: 'first\n' } });
  const { agent, done } = await rig.start();
  await agent.sh(`mkdir -p .chant/research; echo "by the agent" > ${research}`);
  rig.write(research, 'by the user\n');
  agent.exit();
  expect(reportOf(await done)).toMatchObject({ reason: 'ready-to-land', detail: [research] });
  expect(rig.read(research)).toBe('by the user\n');
  expect(rig.read(specPath)).not.toContain('completed');
  expect(readFileSync(path.join(rig.root, '.chant/runs', specId, '1/carried', research), 'utf8')).toBe(
    'by the agent\n',
  );
});
