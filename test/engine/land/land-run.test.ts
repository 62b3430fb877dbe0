import { rmSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { makeHandRig, reportOf, specId, specPath, tick } from '../../helper/hand-rig.ts';

const title = `chant(${specId}): Add locking`;
const work = `printf 'one\\nlocked\\nthree\\n' > src/store.txt; ${tick}`;

function spec(frontmatter: string): string {
  return `---\ntype: code\n${frontmatter}\n---\n\n# Add locking\n\n## Acceptance Criteria\n\n- [ ] writes are locked\n`;
}

test.concurrent('where the target moved meanwhile, the checks run again on the merged tree, and the evidence says so', async () => {
  const rig = await makeHandRig({
    spec: spec('checks: [{ name: store, run: "cat README.md >&2; grep -q locked src/store.txt" }]'),
  });
  const { agent, done } = await rig.start();
  await agent.sh(work);
  rig.write('README.md', 'by the user\n');
  rig.git('add', 'README.md');
  rig.git('commit', '-q', '-m', 'user');
  agent.exit();
  const run = reportOf(await done);
  expect(run.outcome).toBe('completed');
  const seen = rig.events.flatMap((event) => (event.kind === 'check-finished' ? [event.evidence] : []));
  expect(seen.map((one) => [one.side, one.held])).toEqual([
    ['after', true],
    ['merged', true],
  ]);
  expect(seen.map((one) => one.tail.includes('by the user'))).toEqual([false, true]);
  const tested = seen[1]?.commit ?? '';
  expect(rig.git('diff', '--name-only', tested, 'main')).toBe(`${specPath}\n`);
  expect(rig.read(specPath)).toContain('side: merged');
});

test.concurrent('a check that fails only on the merged tree keeps the result out, and the target stays where the user put it', async () => {
  const rig = await makeHandRig({ spec: spec('checks: [{ name: store, run: "test ! -e README.md" }]') });
  const { agent, done } = await rig.start();
  await agent.sh(work);
  rig.write('README.md', 'by the user\n');
  rig.git('add', 'README.md');
  rig.git('commit', '-q', '-m', 'user');
  const main = rig.git('rev-parse', 'main');
  agent.exit();
  const run = reportOf(await done);
  expect(run).toMatchObject({ outcome: 'failed', reason: 'check-failed', commit: null });
  expect(run.detail[0]).toBe('store on the merged tree (test ! -e README.md)');
  expect(rig.git('rev-parse', 'main')).toBe(main);
  expect(rig.git('status', '--porcelain')).toBe('');
  expect(rig.leftovers()).toEqual([]);
});

test.concurrent.each(['merge', 'rebase'])('a conflict by %s names the files, and nothing has moved', async (mode) => {
  const rig = await makeHandRig({ config: `landing: { mode: ${mode} }` });
  const { agent, done } = await rig.start();
  await agent.sh(work);
  rig.write('src/store.txt', 'one\nby the user\nthree\n');
  rig.git('commit', '-qam', 'user');
  const main = rig.git('rev-parse', 'main');
  agent.exit();
  const run = reportOf(await done);
  expect(run).toMatchObject({ outcome: 'needs_attention', reason: 'merge-conflict', detail: ['src/store.txt'] });
  expect(rig.git('rev-parse', 'main')).toBe(main);
  expect(rig.git('status', '--porcelain')).toBe('');
  expect(rig.git('show', `refs/chant/runs/${specId}/1:src/store.txt`)).toContain('locked');
  expect(rig.leftovers()).toEqual([]);
});

test.concurrent('a target that was rewritten is not merged into: that would bring back what was taken out', async () => {
  const rig = await makeHandRig();
  const { agent, done } = await rig.start();
  await agent.sh(work);
  rig.git('commit', '-q', '--amend', '-m', 'files, again');
  agent.exit();
  expect(reportOf(await done)).toMatchObject({ outcome: 'needs_attention', reason: 'landing-failed' });
  expect(rig.graph()).toEqual(['* files, again', '* start']);
});

test.concurrent('a target branch that does not exist yet is made by the landing, and the checkout stays where it was', async () => {
  const rig = await makeHandRig({ spec: spec('target_branch: release/1.x') });
  const main = rig.git('rev-parse', 'main');
  expect(await rig.work(work)).toMatchObject({ outcome: 'completed', target: 'release/1.x' });
  expect(rig.git('rev-parse', 'main')).toBe(main);
  expect(rig.git('symbolic-ref', 'HEAD')).toBe('refs/heads/main\n');
  expect(rig.git('status', '--porcelain')).toBe('');
  expect(rig.graph('release/1.x')[0]).toBe(`*   ${title}`);
  expect(rig.git('show', `release/1.x:${specPath}`)).toContain('status: completed');
});

test.concurrent('a target that git cannot keep beside a branch is refused before an agent works', async () => {
  const rig = await makeHandRig({ spec: spec('target_branch: main/next') });
  expect(await rig.workAlone()).toMatchObject({
    ok: false,
    failure: { kind: 'bad-argument', argument: 'target_branch', value: 'main/next' },
  });
});

test.concurrent('a target that another worktree has checked out is brought along there', async () => {
  const rig = await makeHandRig({ spec: spec('target_branch: release') });
  const other = path.join(path.dirname(rig.root), 'other');
  rig.git('worktree', 'add', '-q', '-b', 'release', other);
  expect(await rig.work(work)).toMatchObject({ outcome: 'completed', target: 'release' });
  expect(rig.git('-C', other, 'status', '--porcelain')).toBe('');
  expect(rig.git('-C', other, 'grep', 'locked', 'HEAD', '--', 'src')).toContain('locked');
  expect(rig.git('status', '--porcelain')).toBe('');
  expect(rig.read('src/store.txt')).toBe('one\ntwo\nthree\n');
});

test.concurrent('uncommitted, staged and untracked work of the user, none of it in the way, is as it was after a landing', async () => {
  const rig = await makeHandRig({ files: { 'a.txt': 'a\n', 'b.txt': 'b\n' } });
  rig.write('a.txt', 'half done\n');
  rig.write('b.txt', 'staged\n');
  rig.git('add', 'b.txt');
  rig.write('b.txt', 'staged, and more\n');
  rig.write('c.txt', 'new\n');
  rig.git('add', '-N', 'c.txt');
  const before = rig.git('status', '--porcelain') + rig.git('diff') + rig.git('diff', '--cached');
  expect(await rig.work(work)).toMatchObject({ outcome: 'completed' });
  expect(rig.read('src/store.txt')).toContain('locked');
  expect(rig.git('status', '--porcelain') + rig.git('diff') + rig.git('diff', '--cached')).toBe(before);
  expect(rig.git('show', '--name-only', '--format=', 'main^2').trim()).toBe('src/store.txt');
});

test.concurrent('a change of the user in the way leaves the result ready to land, and it lands when the user has cleaned up', async () => {
  const rig = await makeHandRig({
    uncommitted: { 'src/store.txt': 'one\ntwo\nthree\nmine\n', 'src/new.txt': 'mine\n' },
  });
  const main = rig.git('rev-parse', 'main');
  const run = await rig.work(`${work}; echo new > src/new.txt`);
  expect(run).toMatchObject({ outcome: 'needs_attention', reason: 'ready-to-land', next: [`chant land ${specId}`] });
  expect(run.detail).toEqual(['src/store.txt', 'src/new.txt']);
  expect(rig.git('rev-parse', 'main')).toBe(main);
  expect(rig.read('src/store.txt')).toContain('mine');
  expect(rig.read(specPath)).not.toContain('completed');
  expect(reportOf(await rig.land())).toMatchObject({ reason: 'ready-to-land' });
  rig.git('checkout', '-q', '--', 'src/store.txt');
  rmSync(path.join(rig.root, 'src/new.txt'));
  expect(reportOf(await rig.land())).toMatchObject({ outcome: 'completed', target: 'main' });
  expect(rig.read('src/new.txt')).toBe('new\n');
  expect(rig.git('status', '--porcelain')).toBe('');
  expect(rig.leftovers()).toEqual([]);
});

test.concurrent('a folder that became a file, and a file that became a folder, land in the checkout', async () => {
  const rig = await makeHandRig({ files: { 'docs/a.md': 'a\n', 'docs/b.md': 'b\n', plan: 'plan\n' } });
  const run = await rig.work(`rm -r docs plan; echo docs > docs; mkdir plan; echo one > plan/one.md; ${tick}`);
  expect(run).toMatchObject({ outcome: 'completed', detail: [] });
  expect(rig.read('docs')).toBe('docs\n');
  expect(rig.read('plan/one.md')).toBe('one\n');
  expect(rig.git('status', '--porcelain')).toBe('');
});

test.concurrent('a merge that the user is in the middle of is left alone, and the spec does not say completed', async () => {
  const rig = await makeHandRig({ files: { 'a.txt': 'a\n' } });
  rig.git('checkout', '-q', '-b', 'side');
  rig.git('commit', '-q', '--allow-empty', '-m', 'side');
  rig.git('checkout', '-q', 'main');
  rig.git('merge', '-q', '--no-ff', '--no-commit', 'side');
  const before = rig.git('rev-parse', 'main', 'MERGE_HEAD') + rig.git('status', '--porcelain') + rig.read(specPath);
  const run = await rig.work(work);
  expect(run).toMatchObject({ outcome: 'needs_attention', reason: 'ready-to-land' });
  expect(rig.git('rev-parse', 'main', 'MERGE_HEAD') + rig.git('status', '--porcelain') + rig.read(specPath)).toBe(
    before,
  );
  rig.git('commit', '-q', '-m', 'merged');
  expect(reportOf(await rig.land())).toMatchObject({ outcome: 'completed' });
  expect(rig.git('status', '--porcelain')).toBe('');
});

test.concurrent('somebody who holds the index for a moment is waited for', async () => {
  const rig = await makeHandRig();
  const lock = path.join(rig.root, '.git/index.lock');
  const { agent, done } = await rig.start({
    onEvent: (event) => {
      if (event.kind === 'journal' && event.line.entry === 'moving') setTimeout(() => rmSync(lock), 250);
    },
  });
  await agent.sh(work);
  rig.write('.git/index.lock', '');
  agent.exit();
  expect(reportOf(await done)).toMatchObject({ outcome: 'completed' });
  expect(rig.git('status', '--porcelain')).toBe('');
});

test.concurrent('the user may stand on another branch: the target moves, and nothing in the checkout does', async () => {
  const rig = await makeHandRig();
  rig.git('checkout', '-q', '-b', 'other');
  rig.write('mine.txt', 'mine\n');
  rig.git('add', 'mine.txt');
  expect(await rig.work(work)).toMatchObject({ outcome: 'completed', target: 'main' });
  expect(rig.git('symbolic-ref', 'HEAD')).toBe('refs/heads/other\n');
  expect(rig.git('status', '--porcelain')).toBe('A  mine.txt\n');
  expect(rig.git('show', 'main:src/store.txt')).toContain('locked');
});

test.concurrent('by rebase, a target that moved without a change of its files keeps all of its commits', async () => {
  const rig = await makeHandRig({ config: 'landing: { mode: rebase }' });
  const { agent, done } = await rig.start();
  await agent.sh(`echo locked > src/store.txt; git commit -qam 'lock the store'; echo new > src/new.txt; ${tick}`);
  rig.git('commit', '-q', '--allow-empty', '-m', 'user');
  agent.exit();
  expect(reportOf(await done)).toMatchObject({ outcome: 'completed', detail: [] });
  expect(rig.graph()).toEqual([`* ${title}`, '* lock the store', '* user', '* files', '* start']);
});
