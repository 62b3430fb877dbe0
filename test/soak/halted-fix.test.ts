import { beforeAll, describe, expect, test } from 'vitest';
import {
  type InvestigationRig,
  makeInvestigationRig,
  mapImpact,
  reproduceIssue,
  researchPath,
  writeResearch,
} from '../helper/investigation-rig.ts';

const again = `# Again

The lock is not enough.

## Target files

- \`src/batch.js\` (a queue)
- \`src/store.js\` (the value)
`;

describe.each([
  { mode: 'with .chant/ tracked by git', silent: false },
  { mode: 'in silent mode', silent: true },
])('a fix whose research does not hold, $mode', ({ silent }) => {
  let story: InvestigationRig;
  let created = '';
  const id = (phase: string) => story.ids[phase] ?? '';

  beforeAll(() => {
    story = makeInvestigationRig({ silent });
  });

  test('comprehension and reproduction land', () => {
    const well = { status: 0, stderr: '' };
    expect(reproduceIssue(story)).toMatchObject([well, well]);
  });

  test('so do root cause and impact map', () => {
    const well = { status: 0, stderr: '' };
    expect(mapImpact(story, 'src/store.js')).toMatchObject([well, well]);
  });

  test('the fix halts: research that lands where the old lies is created, and the fix waits for it without a scope', () => {
    const { rig, work } = story;
    const halted = work(id('fix'), { Fix: { halt: { reason: 'a lock is not enough', finding: 'It deadlocks.\n' } } });
    expect(halted.status).toBe(3);
    created = /Created spec: (\S+)/.exec(halted.stdout)?.[1] ?? '';
    expect(rig.show(created)).toMatchObject({
      title: 'Re-research #1234: a lock is not enough',
      labels: ['issue-1234', 're-research'],
      targetBranch: 'fix/issue-1234',
      status: 'ready',
    });
    expect(rig.show(id('fix'))).toMatchObject({ targetFiles: [], status: 'needs_attention' });
    expect(rig.chant(['work', id('fix')]).status).toBe(5);
    // Nobody takes the new research for a phase of the chain.
    expect(rig.chant(['investigate', 'docs/issue-1234.md']).stdout).toContain('Every spec of it is there already.');
  });

  test('the research is done again, beside the old', () => {
    const { rig, work } = story;
    const done = work(created, { 'Re-research': writeResearch('re-research-1', again) });
    expect(done).toMatchObject({ status: 0, stderr: '' });
    const there = silent
      ? rig.read(researchPath('re-research-1'))
      : rig.git('show', `fix/issue-1234:${researchPath('re-research-1')}`);
    expect(there).toBe(silent ? again : again.trimEnd());
  });

  test('the next attempt at the fix has the new document and its scope, and lands', () => {
    const { rig, work } = story;
    const files = { 'src/store.js': 'export const get = () => 1;\n', 'src/batch.js': 'export const queue = [];\n' };
    expect(work(id('fix'), { Fix: { files } })).toMatchObject({ status: 0 });
    expect(rig.read(`.chant/runs/${id('fix')}/2/prompt.md`)).toContain('The lock is not enough.');
    expect(rig.show(id('fix'))['targetFiles']).toEqual(['src/batch.js', 'src/store.js']);
    expect(rig.git('show', 'fix/issue-1234:src/batch.js')).toContain('queue');
    if (silent) expect(rig.git('status', '--porcelain')).toBe('');
    expect(rig.leftovers()).toEqual([]);
  });
});
