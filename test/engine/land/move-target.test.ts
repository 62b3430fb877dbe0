import { existsSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { makeHandRig, reportOf, tick } from '../../helper/hand-rig.ts';

const work = `printf 'one\\nlocked\\nthree\\n' > src/store.txt; ${tick}`;

test.concurrent('a configuration that would squash every merge does not keep the branch from moving', async () => {
  const rig = await makeHandRig();
  rig.git('config', 'branch.main.mergeOptions', '--squash');
  const run = await rig.work(work);
  expect(run).toMatchObject({ outcome: 'completed', target: 'main' });
  expect(rig.git('rev-parse', 'main').trim()).toBe(run.commit);
  expect(rig.git('status', '--porcelain')).toBe('');
});

test.concurrent('a branch that the user is rebasing is not moved, and lands when the rebase is over', async () => {
  const rig = await makeHandRig();
  rig.git('branch', 'upstream');
  rig.write('mine.txt', 'mine\n');
  rig.git('add', 'mine.txt');
  rig.git('commit', '-q', '-m', 'mine');
  const { agent, done } = await rig.start();
  await agent.sh(work);
  rig.git('-c', 'sequence.editor=sed -i 1ibreak', 'rebase', '-q', '-i', 'upstream');
  agent.exit();
  const run = reportOf(await done);
  expect(run).toMatchObject({ outcome: 'needs_attention', reason: 'ready-to-land' });
  expect(run.detail).toEqual(['a rebase of main is under way']);
  rig.git('rebase', '--continue');
  expect(reportOf(await rig.land())).toMatchObject({ outcome: 'completed' });
});

test.concurrent('a folder that becomes a file lands only when nothing of the user, ignored or not, is left in it', async () => {
  const rig = await makeHandRig({ files: { 'conf/a.txt': 'a\n', '.gitignore': '*.env\n' } });
  rig.write('conf/secret.env', 'the only copy');
  const run = await rig.work(`rm -r conf; echo one > conf; ${tick}`);
  expect(run).toMatchObject({ outcome: 'needs_attention', reason: 'ready-to-land' });
  expect(rig.read('conf/secret.env')).toBe('the only copy');
  expect(rig.read('conf/a.txt')).toBe('a\n');
});

test.concurrent('a replacement that the agent makes for a file is seen, taken away, and not believed', async () => {
  const check = 'checks: [{ name: proof, run: "sh proof.sh" }]\nprotect: [proof.sh]';
  const rig = await makeHandRig({
    spec: `---\ntype: code\n${check}\n---\n\n# Add locking\n`,
    files: { 'proof.sh': 'grep -q locked src/store.txt\n' },
  });
  const run = await rig.work(
    'echo broken > src/store.txt; git replace $(git rev-parse HEAD:proof.sh) $(echo "exit 0" | git hash-object -w --stdin)',
  );
  expect(run.outcome).not.toBe('completed');
  expect(rig.git('replace', '--list')).toBe('');
});

test.concurrent('an included file does not go through a link that the agent made in its place', async () => {
  const rig = await makeHandRig({
    config: 'workspace: { include: [config/local.env] }',
    files: { 'config/readme.txt': 'x\n', '.gitignore': '*.env\n' },
    spec: '---\ntype: code\nchecks: ["true"]\n---\n\n# Add locking\n',
  });
  const outside = path.join(path.dirname(rig.root), 'outside');
  rig.write('config/local.env', 'from the project');
  const { agent, done } = await rig.start();
  await agent.sh(`mkdir ${outside}; rm -r config; ln -s ${outside} config; ${work}`);
  agent.exit();
  await done;
  expect(existsSync(path.join(outside, 'local.env'))).toBe(false);
});

test.concurrent('a file of the user that is in the way stops every try, and stays as it is', async () => {
  const rig = await makeHandRig();
  const { agent, done } = await rig.start();
  await agent.sh(`${work}; echo new > other.txt`);
  rig.write('other.txt', 'of the user\n');
  agent.exit();
  expect(reportOf(await done)).toMatchObject({ outcome: 'needs_attention' });
  const main = rig.git('rev-parse', 'main');
  const again = reportOf(await rig.land('repository-touched'));
  expect(again).toMatchObject({ outcome: 'needs_attention', reason: 'ready-to-land', detail: ['other.txt'] });
  expect(rig.git('rev-parse', 'main')).toBe(main);
  expect(rig.read('other.txt')).toBe('of the user\n');
});
