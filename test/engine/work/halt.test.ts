import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { haltSpec } from '../../../src/engine/operations/halt-spec.ts';
import { parseSpec } from '../../../src/core/spec/parse-spec.ts';
import { loadSpecs } from '../../../src/io/store/load-specs.ts';
import { type HandRig, makeHandRig, reportOf, specId, specPath, tick } from '../../helper/hand-rig.ts';

const first = '.chant/research/issue-1234.md';
const spec = `---\ntype: code\nlabels: [issue-1234]\ninformed_by: [${first}]\n---\n\n# Fix #1234: add locking\n\n## Acceptance Criteria\n\n- [ ] writes are locked\n`;
const finding = '.chant/research/issue-1234-finding-1.md';
const answer = '.chant/research/issue-1234-re-research-1.md';

function makeRig(): Promise<HandRig> {
  return makeHandRig({ spec, uncommitted: { [first]: 'use pessimistic locks\n' } });
}

function specsOf(rig: HandRig) {
  return loadSpecs(rig.store(), { archived: false });
}

test.concurrent('an agent that halts lands nothing; its finding, a new research spec and the dependency on it are there', async () => {
  const rig = await makeRig();
  const main = rig.git('rev-parse', 'main');
  const { agent, done } = await rig.start();
  await agent.write('src/store.txt', 'half\n');
  await agent.write('finding.md', 'Two writers take the locks in different order.\n');
  const halted = await haltSpec(
    { ...rig.context(), cwd: agent.cwd, env: agent.env },
    { reason: 'pessimistic locking\n insufficient', finding: 'finding.md' },
  );
  expect(halted.ok).toBe(true);
  agent.exit(1);
  const run = reportOf(await done);
  const added = specsOf(rig).find((one) => one.id !== specId);
  expect(run).toMatchObject({
    outcome: 'needs_attention',
    reason: 'halted',
    commit: null,
    next: [`chant show ${specId}`],
  });
  expect(run.detail).toEqual(['pessimistic locking insufficient', `finding: ${finding}`, `research: ${added?.id}`]);
  expect(rig.read(finding)).toBe(
    '# pessimistic locking insufficient\n\nTwo writers take the locks in different order.\n',
  );
  expect(added).toMatchObject({
    title: 'Re-research #1234: pessimistic locking insufficient',
    type: 'research',
    informedBy: [first, finding],
    targetFiles: [answer],
    labels: ['issue-1234', 're-research'],
    status: 'pending',
  });
  expect(parseSpec({ id: specId, path: specPath, archived: false, text: rig.read(specPath) })).toMatchObject({
    dependsOn: [added?.id],
    informedBy: [first, answer],
    status: 'pending',
  });
  expect(rig.git('rev-parse', 'main')).toBe(main);
  expect(rig.git('show', `refs/chant/runs/${specId}/1:src/store.txt`)).toBe('half\n');
  expect(rig.leftovers()).toEqual([]);
  expect(await rig.workAlone()).toMatchObject({ ok: false, failure: { kind: 'blocked', on: [{ id: added?.id }] } });
});

test.concurrent('after the new research the halted spec goes on, with it in the prompt', async () => {
  const rig = await makeRig();
  await rig.work('echo "# insufficient" > "$CHANT_OUTBOX/halt.md"');
  const added = specsOf(rig).find((one) => one.id !== specId);
  rig.write(answer, 'use optimistic locks\n');
  rig.write(added?.path ?? '', rig.read(added?.path ?? '').replace('---\n', '---\nstatus: completed\n'));
  const { agent, done } = await rig.start();
  for (const part of ['use optimistic locks', 'use pessimistic locks', 'insufficient'])
    expect(agent.prompt).toContain(part);
  await agent.sh(`echo locked > src/store.txt; ${tick}`);
  agent.exit();
  expect(reportOf(await done)).toMatchObject({ outcome: 'completed', attempt: 2 });
});

test.concurrent('a halt that chant was killed in is brought to its end, and makes nothing twice', async () => {
  const rig = await makeRig();
  await rig.work('echo "# insufficient" > "$CHANT_OUTBOX/halt.md"');
  const before = specsOf(rig).map((one) => one.id);
  const text = rig.read(specPath);
  const journal = path.join(rig.root, '.chant/runs', specId, '1/journal.jsonl');
  const lines = readFileSync(journal, 'utf8').split('\n');
  writeFileSync(
    journal,
    `${lines
      .slice(
        0,
        lines.findIndex((line) => line.includes('"entry":"halted"')),
      )
      .join('\n')}\n`,
  );
  expect(await rig.workAlone()).toMatchObject({ ok: false, failure: { kind: 'blocked' } });
  expect(specsOf(rig).map((one) => one.id)).toEqual(before);
  expect(rig.read(specPath)).toBe(text);
  expect(existsSync(path.join(rig.root, '.chant/research/issue-1234-finding-2.md'))).toBe(false);
  expect(rig.journal('finished').at(-1)).toMatchObject({ outcome: 'needs_attention', reason: 'halted' });
});

test.concurrent('an agent that halts again in a later attempt leaves a second finding and a second research spec', async () => {
  const rig = await makeRig();
  await rig.work('echo "# insufficient" > "$CHANT_OUTBOX/halt.md"');
  const added = specsOf(rig).find((one) => one.id !== specId)?.id;
  const run = await rig
    .work('echo "# still insufficient" > "$CHANT_OUTBOX/halt.md"', { skipDeps: true })
    .catch((cause: unknown) => String(cause));
  // The answer of the research is an input now: without it no agent starts, whatever is skipped.
  expect(run).toContain('missing-input');
  rig.write(answer, 'x\n');
  expect(await rig.work('echo "# still insufficient" > "$CHANT_OUTBOX/halt.md"', { skipDeps: true })).toMatchObject({
    reason: 'halted',
  });
  const ids = specsOf(rig).map((one) => one.id);
  expect(ids).toHaveLength(3);
  expect(rig.read('.chant/research/issue-1234-finding-2.md')).toBe('# still insufficient\n');
  const { dependsOn } = parseSpec({ id: specId, path: specPath, archived: false, text: rig.read(specPath) });
  expect(dependsOn).toEqual([added, ids.find((id) => id !== specId && id !== added)]);
});
