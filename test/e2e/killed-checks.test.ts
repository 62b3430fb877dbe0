import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { makeProjectRig } from '../helper/project-rig.ts';

test('chant drift --check that is killed leaves nothing that the next command does not take away', () => {
  const rig = makeProjectRig({ files: { 'a.txt': 'a\n' }, agent: ['sh', '-c', 'echo b > a.txt'] });
  const kill = path.join(rig.beside, 'kill');
  // When it is told to, the check ends the chant that runs it, and goes on for ever.
  const check = `test ! -e ${kill} || { kill -9 $PPID; exec tail -f /dev/null; }`;
  const id = rig.addSpec('Fix it', { frontmatter: `checks: [{ name: whole, run: ${JSON.stringify(check)} }]` });
  expect(rig.chant(['work', id]).status).toBe(0);
  expect(rig.chant(['drift', '--check']).status).toBe(0);
  writeFileSync(kill, '');
  expect(rig.chant(['drift', '--check']).status).toBe(null);
  const left = rig.leftovers().map((line) => line.split(/[ :]/)[0]);
  expect(new Set(left)).toEqual(new Set(['in', 'worktree', 'lease', 'agent']));
  expect(rig.chant(['doctor']).stdout).toContain('left in the middle by a chant that was killed');
  expect(rig.chant(['list']).status).toBe(0);
  // The check, too: it was alive all the time.
  expect(rig.leftovers()).toEqual([]);
});
