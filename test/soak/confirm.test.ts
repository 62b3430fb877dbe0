import { beforeAll, describe, expect, test } from 'vitest';
import {
  type InvestigationRig,
  makeInvestigationRig,
  mapImpact,
  researchPath,
  steps,
  writeComprehension,
  writeResearch,
} from '../helper/investigation-rig.ts';

describe.each([
  { mode: 'with .chant/ tracked by git', silent: false },
  { mode: 'in silent mode', silent: true },
])('a bug that no test can show, $mode', ({ silent }) => {
  let story: InvestigationRig;
  const id = (phase: string) => story.ids[phase] ?? '';

  beforeAll(() => {
    story = makeInvestigationRig({ silent, investigate: ['--assisted'] });
  });

  test('is written down as steps, which wait for a person', () => {
    const { rig, work } = story;
    expect(rig.chant(['lint']).status).toBe(0);
    const comprehended = work(id('comprehension'), {
      Understand: writeResearch('comprehension', writeComprehension('proceed')),
    });
    expect(comprehended.status).toBe(0);
    const waiting = work(id('reproduction'), { Reproduce: writeResearch('reproduction', steps) });
    expect(waiting.status).toBe(3);
    expect(waiting.stderr).toContain(`nobody has confirmed ${researchPath('reproduction')} yet`);
    expect(waiting.stderr).toContain(`chant confirm ${id('reproduction')} --by NAME`);
  });

  test('nothing rests on them before that, and an agent does not confirm its own word', () => {
    const { rig } = story;
    const reproduction = id('reproduction');
    expect(rig.chant(['work', id('root-cause')]).status).toBe(5);
    expect(rig.chant(['land', reproduction]).status).toBe(3);
    const agent = rig.chant(['confirm', reproduction, '--by', 'alex'], { env: { CHANT_WORKTREE: '1' } });
    expect(agent).toMatchObject({ status: 1, stderr: expect.stringContaining('CHANT_WORKTREE is set') });
    expect(rig.show(reproduction)['confirm']).toMatchObject({ required: true, by: null });
    expect(rig.chant(['confirm', id('fix'), '--by', 'alex']).stderr).toContain('asks for no confirmation');
  });

  test('a person reads them and confirms them, and they land', () => {
    const { rig } = story;
    const reproduction = id('reproduction');
    const shown = rig.chant(['confirm', reproduction]);
    expect(shown).toMatchObject({ status: 0, stdout: expect.stringContaining('it flickers') });
    const confirmed = rig.chant(['confirm', reproduction, '--by', 'alex', '--reason', '3 of 5 times']);
    expect(confirmed).toMatchObject({ status: 0, stderr: '' });
    expect(confirmed.stdout).toContain('Landed on ');
    expect(rig.show(reproduction)).toMatchObject({
      status: 'completed',
      confirm: { by: 'alex', reason: '3 of 5 times' },
    });
    expect(rig.chant(['show', reproduction]).stdout).toMatch(/confirmed +by alex, \S+: 3 of 5 times\n/);
    if (!silent) expect(rig.git('show', `fix/issue-1234:.chant/specs/${reproduction}.md`)).toContain('by: alex');
  });

  test('the research goes on from there', () => {
    const well = { status: 0, stderr: '' };
    expect(mapImpact(story, 'src/store.js')).toMatchObject([well, well]);
  });

  test('the fix takes the confirmation, and of no other steps than the confirmed ones', () => {
    const { rig, work } = story;
    rig.write(researchPath('reproduction'), `${steps}\nAnd then some.\n`);
    const stale = rig.chant(['work', id('fix')]);
    expect(stale).toMatchObject({
      status: 5,
      stderr: expect.stringContaining('alex has confirmed an earlier version'),
    });
    rig.write(researchPath('reproduction'), steps);
    const fixed = work(id('fix'), { Fix: { files: { 'src/store.js': 'export const get = () => 1;\n' } } });
    expect(fixed).toMatchObject({ status: 0 });
    expect(rig.git('show', 'fix/issue-1234:src/store.js')).toContain('=> 1');
    if (silent) expect(rig.git('status', '--porcelain')).toBe('');
  });
});

test('who takes the steps up again needs another word: the confirmation is of one document', {
  timeout: 180_000,
}, () => {
  const { rig, ids, work } = makeInvestigationRig({ silent: true, investigate: ['--assisted'] });
  const reproduction = ids['reproduction'] ?? '';
  work(ids['comprehension'] ?? '', { Understand: writeResearch('comprehension', writeComprehension('proceed')) });
  work(reproduction, { Reproduce: writeResearch('reproduction', steps) });
  expect(rig.chant(['confirm', reproduction, '--by', 'alex']).status).toBe(0);
  expect(rig.chant(['reset', reproduction]).status).toBe(0);
  const again = work(reproduction, { Reproduce: writeResearch('reproduction', steps.replace('flickers', 'blinks')) });
  expect(again).toMatchObject({
    status: 3,
    stderr: expect.stringContaining('alex has confirmed an earlier version of'),
  });
});
