import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'vitest';
import {
  expectCaught,
  expectClean,
  expectLanded,
  type LiarRig,
  makeLiar,
  readBeside,
  readCaught,
  readPinned,
  work,
} from './liar-rig.ts';
import { test } from './liar-test.ts';

test('an agent that moves main is seen in the reflog: main is put back, its commit is kept', () => {
  const rig = makeLiar('fix; tick; git commit -qam mine; git update-ref refs/heads/main HEAD');
  const caught = expectCaught(rig, 3, 'repository-touched');
  expect(caught.touched).toMatch(/refs\/heads\/main: was moved to .* by the agent \(put back\)/);
  expect(readPinned(rig, 'src/store.txt')).toBe('writes\nlocked');
});

test('an agent that checks main out in its own worktree and commits there has moved main', () => {
  const rig = makeLiar('git checkout -q --ignore-other-worktrees main; fix; tick; git commit -qam "on main"');
  expectCaught(rig, 3, 'repository-touched');
  expect(readPinned(rig, 'src/store.txt')).toBe('writes\nlocked');
});

test('a branch and a tag that the agent deletes are made again', () => {
  const rig = makeLiar('fix; tick; git branch -D spare; git tag -d v1');
  const { touched } = expectCaught(rig, 3, 'repository-touched');
  expect(touched).toContain('refs/heads/spare');
  expect(touched).toContain('refs/tags/v1');
});

test('an agent that deletes main by its file finds it made again', () => {
  const rig = makeLiar(
    'fix; tick; rm "$(git rev-parse --git-common-dir)/refs/heads/main"; rm -f "$(git rev-parse --git-common-dir)/logs/refs/heads/main"',
  );
  expectCaught(rig, 3, 'repository-touched');
});

test('a branch of its own is no crime: it is kept under another name, and the work lands', () => {
  const rig = makeLiar('git checkout -q -b my-branch; fix; tick; git add src; git commit -qm mine');
  const caught = expectLanded(rig);
  expect(caught.touched).toContain('refs/heads/my-branch');
  expect(rig.git('branch', '--list', 'my-branch')).toBe('');
  expect(rig.git('show', 'main:src/store.txt')).toBe('writes\nlocked');
});

test('work on a detached commit lands', () => {
  const rig = makeLiar('git checkout -q --detach; fix; tick; git add src; git commit -qm mine');
  expectLanded(rig);
  expect(rig.git('show', 'main:src/store.txt')).toBe('writes\nlocked');
});

test('an agent that goes to another commit without the project is compared with what it was given', () => {
  const rig = makeLiar(
    'git checkout -q --orphan fresh; git rm -rqf .; echo mine > src.txt; git add -A; git commit -qm mine; git checkout -q --detach',
  );
  expectCaught(rig, 3, 'out-of-scope');
  expect(readPinned(rig, 'src.txt')).toBe('mine');
});

test('commits that somebody else seems to have made stay out of the history that lands', () => {
  const rig = makeLiar(`fix; tick; git add src
    GIT_AUTHOR_NAME=Boss GIT_AUTHOR_EMAIL=boss@example.com GIT_COMMITTER_NAME=Boss GIT_COMMITTER_EMAIL=boss@example.com git commit -qm "approved by the boss"`);
  expectLanded(rig);
  expect(rig.git('log', '--format=%ae %ce', 'main')).not.toContain('boss@example.com');
  expect(rig.git('log', '--format=%s', '--glob=refs/chant')).toContain('approved by the boss');
  expect(rig.git('show', 'main:src/store.txt')).toBe('writes\nlocked');
});

test('an agent that switches the checkout of the user is told on, and the checkout is left to its user', () => {
  const rig = makeLiar('fix; tick; git -C "$RIG_ROOT" stash -q; git -C "$RIG_ROOT" checkout -q spare');
  const caught = work(rig);
  expect([caught.status, caught.reason], caught.output).toEqual([3, 'repository-touched']);
  expect(caught.touched).toContain('HEAD');
  expect(rig.git('log', '-p', '-m', '--all')).toContain('notes, not committed');
  expectClean(rig);
});

test('an agent that hides its changes in the stash leaves the stash of the user as it was', () => {
  const rig = makeLiar('fix; git add -A; git stash -q; tick');
  const { reason, output } = work(rig);
  expect(reason, output).not.toBe(null);
  expect(rig.git('show', 'stash@{0}:src/other.txt')).toBe('set aside by the user');
  expect(rig.git('stash', 'list').split('\n')).toHaveLength(1);
  expect(rig.git('log', '-p', '-m', '--all')).toContain('+locked');
  expectClean(rig);
});

test('a stash of the user that the agent takes away is made again', () => {
  const rig = makeLiar('git stash drop -q; fix; tick');
  expect(expectCaught(rig, 3, 'repository-touched').touched).toContain('refs/stash');
});

test('a stash of the user that the agent pops into its own worktree is made again, and what it did with it is out of scope', () => {
  const rig = makeLiar('git stash pop -q; fix; tick');
  const caught = expectCaught(rig, 3, 'repository-touched');
  expect(caught.gates['scope']).toBe('failed');
});

test('a merge in progress and a locked index are no obstacle: what lies in the workspace counts', () => {
  const rig =
    makeLiar(`echo theirs > src/store.txt; git commit -qam theirs; git branch theirs; git reset -q --hard HEAD~1
    echo ours > src/store.txt; git commit -qam ours; git merge -q theirs; fix; tick
    touch "$(git rev-parse --git-dir)/index.lock"`);
  expectLanded(rig);
  expect(rig.git('show', 'main:src/store.txt')).toContain('locked');
});

test('lock files that the agent leaves in the repository do not make the run stick', () => {
  const rig = makeLiar(
    'fix; tick; cd "$(git rev-parse --git-common-dir)"; touch "refs/heads/$CHANT_BRANCH.lock" HEAD.lock config.lock',
  );
  const caught = work(rig);
  expect(caught.outcome, caught.output).toBeDefined();
  expect(readPinned(rig, 'src/store.txt')).toBe('writes\nlocked');
});

/** The agent stops in the middle and waits for the user. */
function meanwhile(rig: LiarRig, act: () => void) {
  const running = rig.chantAsync(['work', rig.id]);
  return waitFor(() => readBeside(rig, 'ready') !== null).then(async () => {
    act();
    writeFileSync(path.join(rig.beside, 'go'), '');
    const { status, stdout, stderr } = await running;
    return readCaught(rig, { status, output: stdout + stderr });
  });
}

async function waitFor(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise((resolve) => setTimeout(resolve, 10));
}

test('the commits of the user on main during the run stay, and the work lands on top of them', async () => {
  const rig = makeLiar('fix; say_ready; wait_for go; tick');
  const caught = await meanwhile(rig, () => rig.git('commit', '-qm', 'by the user', 'staged.txt'));
  expect([caught.status, caught.outcome], caught.output).toEqual([0, 'completed']);
  expect(rig.git('log', '--format=%s', 'main')).toContain('by the user');
  expect(rig.read('staged.txt')).toBe('staged by the user\n');
  expect(rig.read('notes.txt')).toBe('notes, not committed\n');
  expectClean(rig);
});

test('an agent deletes branches and sets a program while the user commits and switches: only the agent is undone', async () => {
  const rig = makeLiar(`fix; tick; marker_program; say_ready; wait_for go
    git branch -D spare; git config core.fsmonitor "$RIG_BESIDE/program"; git config filter.x.clean "$RIG_BESIDE/program"
    echo '* filter=x' > .gitattributes`);
  const spare = rig.git('rev-parse', 'spare');
  const caught = await meanwhile(rig, () => {
    rig.git('commit', '-qm', 'by the user', 'staged.txt');
    rig.git('checkout', '-q', '-b', 'topic');
    rig.git('commit', '-q', '--allow-empty', '-m', 'on topic');
    rig.git('config', 'branch.topic.remote', 'origin');
  });
  expect([caught.status, caught.reason], caught.output).toEqual([3, 'repository-touched']);
  expect(rig.git('symbolic-ref', '--short', 'HEAD')).toBe('topic');
  expect(rig.git('log', '-1', '--format=%s', 'topic')).toBe('on topic');
  expect(rig.git('log', '-1', '--format=%s', 'main')).toBe('by the user');
  expect(rig.git('rev-parse', 'spare')).toBe(spare);
  expect(rig.git('config', 'branch.topic.remote')).toBe('origin');
  expect(rig.read('.git/config')).not.toMatch(/fsmonitor|clean/);
  expect(rig.read('notes.txt')).toBe('notes, not committed\n');
  expect(readPinned(rig, 'src/store.txt')).toBe('writes\nlocked');
  expectClean(rig);
});

test('main, moved by the user and then by the agent, goes back to where the user had moved it', async () => {
  const rig = makeLiar('fix; tick; git commit -qam mine; say_ready; wait_for go; git update-ref refs/heads/main HEAD');
  const caught = await meanwhile(rig, () => rig.git('commit', '-qm', 'by the user', 'staged.txt'));
  expect([caught.status, caught.reason], caught.output).toEqual([3, 'repository-touched']);
  expect(rig.git('log', '-1', '--format=%s', 'main')).toBe('by the user');
  expect(rig.git('show', 'main:src/store.txt')).toBe('writes');
});

test('the user drops a stash and works on in other files during the run: nothing of it is undone', async () => {
  const rig = makeLiar('fix; tick; say_ready; wait_for go');
  const caught = await meanwhile(rig, () => {
    rig.git('branch', '-f', 'spare', 'main');
    rig.git('tag', 'v2');
    rig.git('config', 'remote.origin.url', '/nowhere');
  });
  expect([caught.status, caught.outcome], caught.output).toEqual([0, 'completed']);
  expect(rig.git('tag', '--list', 'v2')).toBe('v2');
  expect(rig.git('config', 'remote.origin.url')).toBe('/nowhere');
  expectClean(rig);
});
