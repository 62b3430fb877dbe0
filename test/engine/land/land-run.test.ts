import { expect, test } from 'vitest';
import { makeHandRig, reportOf, specPath } from '../../helper/hand-rig.ts';

const tick = `sed -i 's/- \\[ \\]/- [x]/' "$CHANT_SPEC_FILE"`;

test('a result lands as a merge whose commit holds the spec as completed, and the checkout has it', async () => {
  const rig = await makeHandRig();
  const { agent, done } = await rig.start();
  await agent.write('src/store.txt', 'one\nlocked\nthree\n');
  await agent.sh(tick);
  agent.exit();
  const run = reportOf(await done);
  expect(run).toMatchObject({ outcome: 'completed', target: 'main' });
  expect(rig.read('src/store.txt')).toContain('locked');
  expect(rig.read(specPath)).toContain('status: completed');
  expect(rig.git('status', '--porcelain')).toBe('');
  expect(rig.graph()).toEqual(['*   chant(2026-02-08-001-k2m): Add locking','|\\','| * chant(2026-02-08-001-k2m): Add locking','|/','* files','* start']);
  expect(rig.leftovers()).toEqual([]);
});
