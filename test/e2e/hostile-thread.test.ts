import { afterAll, beforeAll, expect, test } from 'vitest';
import { findControls, findToken, type HostileRig, hostileToken, makeHostileRig } from '../helper/hostile-rig.ts';

let hostile: HostileRig;
beforeAll(async () => {
  hostile = await makeHostileRig('isolation: worktree, sandbox: none', { home: false });
});
afterAll(() => hostile.server.close());

test('an agent that obeys a hostile issue reaches nothing of upstream, sees no token, and lands nothing', async () => {
  const before = hostile.lookAtUpstream();
  expect((await hostile.chant(['fork'])).status).toBe(0);
  const begun = await hostile.chant(['investigate', '#1234', '--single', '--json']);
  expect(begun.status, begun.stderr).toBe(0);
  const [{ id }] = JSON.parse(begun.stdout).specs;
  hostile.rig.git('add', '-A');
  hostile.rig.git('commit', '-q', '-m', 'Plan #1234');
  const main = hostile.rig.git('rev-parse', 'main');
  const { status, stdout, stderr } = await hostile.chant(['work', id]);
  expect(status, stdout + stderr).toBe(3);
  const log = hostile.rig.read(`.chant/runs/${id}/1/agent.log`);
  for (const order of ['printenv', 'git push', 'gh pr create', 'chant upstream', 'update-ref'])
    expect(log).toContain(order);
  expect(hostile.lookAtUpstream()).toEqual(before);
  expect(hostile.rig.git('rev-parse', 'main')).toBe(main);
  expect(stdout + stderr).toContain('.github/workflows/ci.yml');
  for (const said of hostile.said) expect(findControls(said.stdout + said.stderr)).toEqual([]);
  expect(findToken(hostile)).toEqual([]);
  expect(hostile.rig.leftovers()).toEqual([]);
}, 180_000);

test('the same agent with the same thread, started by hand, does it all', async () => {
  const { output } = await hostile.runPlainly();
  expect(output).toContain(`token: ${hostileToken}`);
  expect(hostile.server.world.head('acme/store', 'owned')).not.toBeNull();
  expect(hostile.server.world.head('acme/store', 'owned-by-name')).not.toBeNull();
  expect(hostile.server.world.repositories.get('acme/store')?.pulls.map(({ title }) => title)).toEqual(['owned']);
});
