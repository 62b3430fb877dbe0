import { describe, expect, test } from 'vitest';
import { makeHandRig, reportOf, specId, specPath, tick } from '../../helper/hand-rig.ts';

const title = `chant(${specId}): Add locking`;

interface Case {
  readonly mode: string;
  /** The agent commits half of its work itself. */
  readonly commits: boolean;
  /** The user commits to the target while the agent works. */
  readonly moved: boolean;
  readonly graph: readonly string[];
}

const cases: readonly Case[] = [
  {
    mode: 'merge',
    commits: false,
    moved: false,
    graph: [`*   ${title}`, '|\\', `| * ${title}`, '|/', '* files', '* start'],
  },
  {
    mode: 'merge',
    commits: true,
    moved: false,
    graph: [`*   ${title}`, '|\\', `| * ${title}`, '| * lock the store', '|/', '* files', '* start'],
  },
  {
    mode: 'merge',
    commits: false,
    moved: true,
    graph: [`*   ${title}`, '|\\', `| * ${title}`, '* | user', '|/', '* files', '* start'],
  },
  {
    mode: 'merge',
    commits: true,
    moved: true,
    graph: [`*   ${title}`, '|\\', `| * ${title}`, '| * lock the store', '* | user', '|/', '* files', '* start'],
  },
  { mode: 'squash', commits: false, moved: false, graph: [`* ${title}`, '* files', '* start'] },
  { mode: 'squash', commits: true, moved: false, graph: [`* ${title}`, '* files', '* start'] },
  { mode: 'squash', commits: false, moved: true, graph: [`* ${title}`, '* user', '* files', '* start'] },
  { mode: 'squash', commits: true, moved: true, graph: [`* ${title}`, '* user', '* files', '* start'] },
  { mode: 'rebase', commits: false, moved: false, graph: [`* ${title}`, '* files', '* start'] },
  { mode: 'rebase', commits: true, moved: false, graph: [`* ${title}`, '* lock the store', '* files', '* start'] },
  { mode: 'rebase', commits: false, moved: true, graph: [`* ${title}`, '* user', '* files', '* start'] },
  {
    mode: 'rebase',
    commits: true,
    moved: true,
    graph: [`* ${title}`, '* lock the store', '* user', '* files', '* start'],
  },
];

describe('what `git log --graph` shows of a landing', () => {
  test.concurrent.each(cases)('by $mode, agent commits: $commits, target moved: $moved', async (one) => {
    const rig = await makeHandRig({ config: `landing: { mode: ${one.mode} }` });
    const { agent, done } = await rig.start();
    await agent.write('src/store.txt', 'one\nlocked\nthree\n');
    if (one.commits) await agent.sh('git commit -qam "lock the store"');
    await agent.write('src/new.txt', 'new\n');
    await agent.sh(tick);
    if (one.moved) {
      rig.write('README.md', 'by the user\n');
      rig.git('add', 'README.md');
      rig.git('commit', '-q', '-m', 'user');
    }
    agent.exit();
    expect(reportOf(await done)).toMatchObject({ outcome: 'completed', target: 'main' });
    expect(rig.graph()).toEqual(one.graph);
    expect(rig.git('show', 'main:src/new.txt')).toBe('new\n');
    expect(rig.git('show', `main:${specPath}`)).toContain('status: completed');
    expect(rig.git('status', '--porcelain')).toBe('');
    expect(rig.leftovers()).toEqual([]);
  });
});

describe('by branch', () => {
  test.concurrent.each([false, true])(
    'the result stays on its branch and the target is left alone, agent commits: %s',
    async (commits) => {
      const rig = await makeHandRig({ config: 'landing: { mode: branch }' });
      const main = rig.git('rev-parse', 'main');
      const { agent, done } = await rig.start();
      await agent.write('src/store.txt', 'one\nlocked\nthree\n');
      if (commits) await agent.sh('git commit -qam "lock the store"');
      await agent.sh(tick);
      rig.git('commit', '-q', '--allow-empty', '-m', 'user');
      agent.exit();
      expect(reportOf(await done)).toMatchObject({ outcome: 'completed', target: `chant/${specId}` });
      expect(rig.git('rev-parse', 'main~1')).toBe(main);
      expect(rig.graph(`chant/${specId}`)).toEqual([
        `* ${title}`,
        commits ? '* lock the store' : `* ${title}`,
        '* files',
        '* start',
      ]);
      expect(rig.git('show', `chant/${specId}:${specPath}`)).toContain('status: completed');
      expect(rig.git('status', '--porcelain')).toBe('');
      expect(rig.leftovers()).toEqual([`refs/heads/chant/${specId}`]);
    },
  );
});
