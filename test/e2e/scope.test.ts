import { beforeAll, expect, test } from 'vitest';
import {
  type InvestigationRig,
  makeInvestigationRig,
  mapImpact,
  reproduceIssue,
  researchPath,
  writeImpactMap,
} from '../helper/investigation-rig.ts';

const map = researchPath('impact-map');
const fixed = { 'src/store.js': '// The lock.\nexport const get = () => 1;\n' };

let story: InvestigationRig;
const id = (phase: string) => story.ids[phase] ?? '';

beforeAll(() => {
  story = makeInvestigationRig({ silent: false, config: 'approval: { scope: true }' });
});

test('comprehension and reproduction land on the branch of the issue', () => {
  const well = { status: 0, stderr: '' };
  expect(reproduceIssue(story)).toMatchObject([well, well]);
});

test('so do root cause and impact map, and the tree of main stays as it was', () => {
  expect(mapImpact(story, 'src/store.js')).toMatchObject([{ status: 0 }, { status: 0, stderr: '' }]);
  expect(story.rig.git('status', '--porcelain')).toBe('');
});

test('the scope of the fix is shown, nothing is written, and no agent starts before a person has approved it', () => {
  const { rig, work } = story;
  const shown = work(id('fix'), { Fix: { files: fixed } });
  expect(shown.status).toBe(5);
  expect(shown.stderr).toContain(`it is what ${map} lists\n`);
  expect(shown.stderr).toContain('it may change:\n');
  expect(shown.stderr).toContain('src/store.js\n');
  expect(rig.git('status', '--porcelain')).toBe('');
  const approved = rig.chant(['approve', id('fix'), '--by', 'Ada']);
  expect(approved).toMatchObject({ status: 0, stdout: `Approved ${id('fix')} by Ada\n  src/store.js\n` });
  rig.git('commit', '-qam', 'Approve the scope of the fix');
});

test('another impact map asks anew, and says what is new in it', () => {
  const { rig, work } = story;
  rig.git('checkout', '-q', 'fix/issue-1234');
  rig.write(map, writeImpactMap('src/store.js', 'src/batch.js'));
  rig.git('commit', '-qam', 'The batch writes, too');
  rig.git('checkout', '-q', 'main');
  const asked = work(id('fix'), { Fix: { files: fixed } });
  expect(asked.status).toBe(5);
  expect(asked.stderr).toContain('Ada has approved another one:\n');
  expect(asked.stderr).toContain('+ src/batch.js\n');
  expect(rig.chant(['approve', id('fix'), '--by', 'Ada']).status).toBe(0);
  rig.git('commit', '-qam', 'Approve the larger scope');
});

test('an agent that goes beyond what was approved is stopped; one that keeps to it lands', () => {
  const { rig, work } = story;
  const beyond = { ...fixed, 'src/batch.js': '// Locked.\n', 'src/other.js': '// While at it.\n' };
  const stopped = work(id('fix'), { Fix: { files: beyond } });
  expect(stopped.status).toBe(3);
  expect(stopped.stdout + stopped.stderr).toContain('src/other.js (added)');
  const landed = work(id('fix'), { Fix: { files: { ...fixed, 'src/batch.js': '// Locked.\n' } } });
  expect(landed.status).toBe(0);
  expect(rig.leftovers()).toEqual([]);
});

test('nothing of the user has changed: he can go to the branch at once, and the spec there has its scope and approval', () => {
  const { rig } = story;
  expect(rig.git('status', '--porcelain')).toBe('');
  rig.git('checkout', '-q', 'fix/issue-1234');
  const text = rig.read(`.chant/specs/${id('fix')}.md`);
  expect(text).toContain('target_files:\n  - src/store.js\n  - src/batch.js\n');
  expect(text).toContain('status: completed\n');
  expect(text).toContain('by: Ada\n');
  rig.git('checkout', '-q', 'main');
  expect(rig.show(id('fix'))).toMatchObject({ status: 'completed', targetFiles: ['src/store.js', 'src/batch.js'] });
});

test('trace leads from a line of the fix to the issue and back, although nothing of it is on main', () => {
  const { rig } = story;
  rig.git('checkout', '-q', 'fix/issue-1234');
  const line = rig.chant(['trace', 'src/store.js:1']);
  rig.git('checkout', '-q', 'main');
  expect(line.stdout).toContain(id('fix'));
  const up = rig.chant(['trace', id('fix')]).stdout;
  expect(up).toContain(`${map} (on fix/issue-1234)`);
  expect(up).toContain('issue-1234-root-cause.md (on fix/issue-1234)');
  expect(up).toContain('src/store.js:1');
  expect(up).not.toContain('is not there');
  const document = rig.chant(['trace', map]);
  expect(document).toMatchObject({ status: 0, stderr: '' });
  expect(document.stdout).toContain(`${map} (on fix/issue-1234)`);
  expect(document.stdout).toContain(id('fix'));
  expect(rig.chant(['trace', 'test/issue-1234.test.js:2']).stdout).toContain(id('reproduction'));
});
