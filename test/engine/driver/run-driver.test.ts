import { expect, test } from 'vitest';
import { showSpec } from '../../../src/engine/operations/show-spec.ts';
import { plainWork, workSpecs } from '../../../src/engine/operations/work-specs.ts';
import { killAfter, makeHandRig, reportOf, specId, specPath, tick } from '../../helper/hand-rig.ts';

const member = (number: number): string => `.chant/specs/${specId}.${number}.md`;
const driver = (more = ''): string => `---\ntype: driver\n${more}---\n\n# Do all of it\n`;
const red = 'checks: [{ name: all, run: grep -q locked src/store.txt, before: fail, after: pass }]\n';
const done = '---\nstatus: completed\n---\n\n# Done by another tool\n';
const part = (files: string): string =>
  `---\ntarget_files: [${files}]\n---\n\n# Part\n\n## Acceptance Criteria\n\n- [ ] it is done\n`;
const specs = { [member(1)]: part('src/store.txt'), [member(2)]: part('src/new.txt') };

test('members are worked on in their order, and the whole is red before the first and green after the last', async () => {
  const rig = await makeHandRig({ spec: driver(red), files: specs });
  const { agent, done: over } = await rig.start();
  expect(agent.env['CHANT_SPEC_ID']).toBe(`${specId}.1`);
  await agent.sh(`echo locked > src/store.txt; ${tick}`);
  agent.exit();
  const second = await rig.agents.next(over);
  expect(second.env['CHANT_SPEC_ID']).toBe(`${specId}.2`);
  await second.sh(`echo 1 > src/new.txt; ${tick}`);
  second.exit();
  expect(await over).toMatchObject({
    value: {
      runs: [
        { spec: `${specId}.1`, outcome: 'completed' },
        { spec: `${specId}.2`, outcome: 'completed' },
        {
          spec: specId,
          outcome: 'completed',
          evidence: [
            { side: 'before', held: true },
            { side: 'after', held: true },
          ],
        },
      ],
    },
  });
  expect(rig.read(specPath)).toContain('status: completed\n');
  expect(rig.read(specPath)).not.toContain('model:');
  expect(rig.git('status', '--porcelain')).toBe('');
  expect(rig.leftovers()).toEqual([]);
});

test.each([{ silent: false }, { silent: true }])(
  'the last member completes its driver, also when it was asked for alone (silent: $silent)',
  async ({ silent }) => {
    const all = { ...specs, [member(1)]: done };
    const rig = await makeHandRig({ spec: driver(), silent, ...(silent ? { uncommitted: all } : { files: all }) });
    const over = workSpecs(rig.context(), { ...plainWork, ids: [`${specId}.2`] });
    const agent = await rig.agents.next(over);
    await agent.sh(`echo 1 > src/new.txt; ${tick}`);
    agent.exit();
    expect(await over).toMatchObject({
      value: { runs: [{ spec: `${specId}.2` }, { spec: specId, outcome: 'completed' }] },
    });
    expect(rig.read(specPath)).toContain('status: completed\n');
    expect(rig.git('status', '--porcelain')).toBe('');
  },
);

test('a whole that its checks or its criteria do not bear out is not completed, and is looked at again when asked', async () => {
  const open = `${driver(red)}\n## Acceptance Criteria\n\n- [ ] it is done\n- [ ] a person is content\n`;
  const rig = await makeHandRig({ spec: open, files: { [member(1)]: part('src/new.txt') } });
  const { agent, done: over } = await rig.start();
  await agent.sh(`echo 1 > src/new.txt; ${tick}`);
  agent.exit();
  const first = await over;
  expect(first).toMatchObject({ value: { runs: [{ outcome: 'completed' }, { spec: specId, outcome: 'failed' }] } });
  rig.write('src/store.txt', 'locked\n');
  rig.git('commit', '-qam', 'By hand');
  expect(reportOf(await rig.workAlone())).toMatchObject({
    reason: 'criteria-open',
    detail: [expect.stringContaining('a person is content')],
  });
  rig.write(specPath, rig.read(specPath).replace('[ ] a person', '[x] a person'));
  expect(reportOf(await rig.workAlone())).toMatchObject({ outcome: 'completed' });
  expect(rig.read(specPath)).not.toContain('- [ ]');
});

test.each(['collected', 'judged', 'moving'])(
  'a kill after "%s" leaves a driver that is completed once',
  async (entry) => {
    const rig = await makeHandRig({ spec: driver(), files: { [member(1)]: done } });
    expect(reportOf(await rig.workAlone())).toMatchObject({ outcome: 'completed' });
    const before = rig.git('rev-list', '--count', 'main');
    if (entry !== 'moving') rig.git('reset', '-q', '--hard', 'main~1');
    killAfter(rig, entry);
    if (entry === 'moving') expect(await rig.workAlone()).toMatchObject({ failure: { kind: 'wrong-state' } });
    else expect(reportOf(await rig.workAlone())).toMatchObject({ outcome: 'completed' });
    expect(rig.git('rev-list', '--count', 'main')).toBe(before);
    expect(rig.read(specPath)).toContain('status: completed\n');
    expect(rig.leftovers()).toEqual([]);
  },
);

test('a driver without members, and one whose member landed elsewhere, are refused', async () => {
  const rig = await makeHandRig({ spec: driver() });
  expect(await rig.workAlone()).toMatchObject({ failure: { kind: 'wrong-state', status: 'a driver without members' } });
  rig.write(member(1), part('src/new.txt').replace('---\n', '---\ntarget_branch: other\n'));
  const { agent, done: over } = await rig.start();
  await agent.sh(`echo 1 > src/new.txt; ${tick}`);
  agent.exit();
  expect(await over).toMatchObject({ failure: { status: `not whole: ${specId}.1 did not land on main` } });
  expect(await showSpec(rig.context(), { id: specId })).toMatchObject({
    value: { status: 'ready', parts: [{ id: `${specId}.1`, status: 'completed' }] },
  });
});
