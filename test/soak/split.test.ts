import { beforeAll, expect, test } from 'vitest';
import {
  type InvestigationRig,
  makeInvestigationRig,
  mapImpact,
  type Plan,
  reproduceIssue,
} from '../helper/investigation-rig.ts';

const part = (number: number): string => `Fix issue #1234: writes get lost (${number} of 2`;
const first: Plan = {
  [part(1)]: {
    files: {
      'src/store.js': '// The lock.\nexport const get = () => 1;\n',
      'src/batch.js': '// Locked.\nexport const putAll = () => 1;\n',
    },
  },
};
const second = (...files: readonly string[]): Plan => ({
  [part(2)]: { files: Object.fromEntries(files.map((file) => [file, 'A write is kept.\n'])) },
});

let story: InvestigationRig;
const id = (phase: string) => story.ids[phase] ?? '';

beforeAll(() => {
  story = makeInvestigationRig({ silent: false, config: 'limits: { files: 2 }' });
});

test('comprehension and reproduction land', () => {
  const well = { status: 0, stderr: '' };
  expect(reproduceIssue(story)).toMatchObject([well, well]);
});

test('root cause and impact map land, and the fix is in more files than the project allows', () => {
  const { rig } = story;
  const mapped = mapImpact(story, 'src/store.js', 'src/batch.js', 'docs/locks.md');
  expect(mapped).toMatchObject([{ status: 0 }, { status: 0 }]);
  const refused = rig.chant(['work', id('fix')]);
  expect(refused.status).toBe(5);
  expect(refused.stderr).toContain(`chant split ${id('fix')}`);
});

test('chant split makes a driver with members, and a rehearsal makes nothing', () => {
  const { rig } = story;
  const dry = rig.chant(['split', id('fix'), '--dry-run', '--json']);
  expect(JSON.parse(dry.stdout)).toMatchObject({
    dryRun: true,
    members: [
      { id: `${id('fix')}.1`, files: ['src/store.js', 'src/batch.js'], dependsOn: [] },
      { id: `${id('fix')}.2`, files: ['docs/locks.md'], dependsOn: [`${id('fix')}.1`] },
    ],
  });
  expect(rig.git('status', '--porcelain')).toBe('');
  expect(rig.chant(['split', id('fix')])).toMatchObject({ status: 0, stderr: '' });
  expect(rig.chant(['lint'])).toMatchObject({ status: 0 });
  rig.git('add', '-A');
  rig.git('commit', '-qm', 'Divide the fix');
  expect(rig.chant(['split', id('fix')]).stderr).toContain('divided already');
  expect(rig.show(`${id('fix')}.1`)).toMatchObject({ status: 'ready', targetBranch: 'fix/issue-1234' });
  expect(rig.show(`${id('fix')}.2`)).toMatchObject({ status: 'blocked' });
});

test('chant work on the driver works on its members in their order, until one does not land', () => {
  const { rig, work } = story;
  const planned = rig.chant(['work', id('fix'), '--dry-run', '--json']);
  expect(JSON.parse(planned.stdout)).toMatchObject({ plan: [{ spec: `${id('fix')}.1` }, { spec: `${id('fix')}.2` }] });
  const ended = work(id('fix'), { ...first, ...second('docs/locks.md', 'src/store.js') });
  expect(ended.status).toBe(3);
  expect(ended.stderr).toContain('src/store.js (modified)');
  expect(rig.show(`${id('fix')}.1`)['status']).toBe('completed');
  expect(rig.show(`${id('fix')}.2`)['status']).toBe('needs_attention');
  expect(rig.show(id('upstream'))).toMatchObject({ dependencies: [{ id: id('fix'), status: 'ready' }] });
});

test('it goes on with the one that is left, and then the whole is proved: red before the first, green after the last', () => {
  const { rig, work } = story;
  expect(work(id('fix'), second('docs/locks.md'))).toMatchObject({ status: 0 });
  expect(rig.journal(`${id('fix')}.2`, 2).some(({ entry }) => entry === 'landed')).toBe(true);
  expect(rig.show(id('fix'))).toMatchObject({ status: 'completed', type: 'driver' });
  expect(rig.show(id('upstream'))).toMatchObject({ dependencies: [{ id: id('fix'), status: 'completed' }] });
  const seen = rig.journal(id('fix')).find(({ entry }) => entry === 'judged')?.['evidence'];
  expect(seen).toMatchObject([
    { check: 'reproduction', side: 'before', held: true, exitCode: 1 },
    { check: 'reproduction', side: 'after', held: true, exitCode: 0 },
  ]);
  const landed = rig.git('show', `fix/issue-1234:.chant/specs/${id('fix')}.md`);
  expect(landed).toContain('status: completed\n');
  expect(landed).not.toContain('- [ ]');
  expect(rig.git('log', '-1', '--format=%B', 'fix/issue-1234')).not.toContain('Assisted-by');
  expect(rig.git('status', '--porcelain')).toBe('');
  expect(rig.leftovers()).toEqual([]);
});

test('trace and packet tell the whole of it', () => {
  const { rig } = story;
  const up = rig.chant(['trace', id('fix')]).stdout;
  for (const word of [`${id('fix')}.1`, `${id('fix')}.2`, 'src/batch.js', 'docs/locks.md', 'issue-1234-root-cause.md'])
    expect(up).toContain(word);
  const packet = rig.chant(['packet', id('fix'), '--json']);
  expect(packet).toMatchObject({ status: 0, stderr: '' });
  for (const file of ['src/store.js', 'src/batch.js', 'docs/locks.md', 'test/issue-1234.test.js'])
    expect(packet.stdout).toContain(`"path":"${file}"`);
});
