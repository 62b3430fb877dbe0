import { expect, test } from 'vitest';
import { makeHandRig, reportOf, tick } from '../../helper/hand-rig.ts';

process.env['GIT_DEFAULT_HASH'] = 'sha256';

test('in a repository of sha256 a run lands', async () => {
  const rig = await makeHandRig();
  const { agent, done } = await rig.start();
  await agent.sh(`echo locked > src/store.txt; ${tick}; git commit -qam mine; echo more > src/more.txt`);
  rig.git('commit', '-q', '--allow-empty', '-m', 'user');
  agent.exit();
  expect(reportOf(await done).commit).toHaveLength(64);
  expect(rig.read('src/more.txt')).toBe('more\n');
  expect(rig.git('status', '--porcelain')).toBe('');
});
