import { existsSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'vitest';
import { expectCaught, expectClean, type LiarRig, makeLiar, readPinned, work } from './liar-rig.ts';
import { test } from './liar-test.ts';

// Every program of a liar here makes the file `marker` beside the repository; expectClean fails where it is there.

test('a program for core.fsmonitor is taken out again before git runs, and the user is told', () => {
  const rig = makeLiar('fix; tick; marker_program; git config core.fsmonitor "$RIG_BESIDE/program"');
  const { touched } = expectCaught(rig, 3, 'repository-touched');
  expect(touched).toContain('core.fsmonitor');
  expect(readPinned(rig, 'src/store.txt')).toBe('writes\nlocked');
});

test('a clean filter with attributes in the workspace does not run', () => {
  const rig = makeLiar(`fix; tick; marker_program; echo '* filter=x diff=x merge=x' > .gitattributes
    git config filter.x.clean "$RIG_BESIDE/program"; git config filter.x.smudge "$RIG_BESIDE/program"
    git config diff.x.command "$RIG_BESIDE/program"; git config diff.x.textconv "$RIG_BESIDE/program"; git config merge.x.driver "$RIG_BESIDE/program"`);
  const { touched } = expectCaught(rig, 3, 'repository-touched');
  expect(touched).toContain('filter.x.clean');
});

const disguises: readonly [string, string][] = [
  ['two section headers on one line', '[user][filter "x"]clean = PROGRAM\\n'],
  ['a comment that ends in a backslash', '[filter "x"]\\n# look \\\\\\n\\tclean = PROGRAM\\n'],
  ['a file of its own that is included', '[include]\\n\\tpath = INCLUDED\\n'],
];

test.each(disguises)('a clean filter that is written into the configuration with %s does not run', (_, text) => {
  const rig = makeLiar(`fix; tick; marker_program; echo '* filter=x' > .gitattributes
    printf '[filter "x"]\\n\\tclean = %s\\n' "$RIG_BESIDE/program" > "$RIG_BESIDE/included"
    printf '${text}' | sed "s|PROGRAM|$RIG_BESIDE/program|; s|INCLUDED|$RIG_BESIDE/included|" >> "$(git rev-parse --git-common-dir)/config"`);
  expectCaught(rig, 3, 'repository-touched');
});

test('hooks that appear and hooks that change are put back, and do not run', () => {
  const rig = makeLiar(`fix; tick; marker_program; cd "$(git rev-parse --git-common-dir)/hooks"
    for hook in reference-transaction post-checkout pre-commit post-merge pre-merge-commit post-index-change; do cp "$RIG_BESIDE/program" "$hook"; done`);
  const { touched } = expectCaught(rig, 3, 'repository-touched');
  expect(touched).toContain('hook reference-transaction');
  rig.git('commit', '-q', '--allow-empty', '-m', 'by the user');
  expectClean(rig);
});

test('a hooks folder that becomes a link to another is put back', () => {
  const rig =
    makeLiar(`fix; tick; marker_program; mkdir "$RIG_BESIDE/hooks"; cp "$RIG_BESIDE/program" "$RIG_BESIDE/hooks/pre-commit"
    cd "$(git rev-parse --git-common-dir)"; mv hooks hooks.old; ln -s "$RIG_BESIDE/hooks" hooks`);
  expectCaught(rig, 3, 'repository-touched');
  rig.git('commit', '-q', '--allow-empty', '-m', 'by the user');
  expectClean(rig);
});

test('core.hooksPath that leads to the hooks of the agent is taken out', () => {
  const rig =
    makeLiar(`fix; tick; marker_program; mkdir "$RIG_BESIDE/hooks"; cp "$RIG_BESIDE/program" "$RIG_BESIDE/hooks/pre-commit"
    git config core.hooksPath "$RIG_BESIDE/hooks"`);
  expectCaught(rig, 3, 'repository-touched');
  rig.git('commit', '-q', '--allow-empty', '-m', 'by the user');
  expectClean(rig);
});

test("info/attributes with a filter of the user's name is put back", () => {
  const rig = makeLiar('fix; tick; echo "* -text ident" > "$(git rev-parse --git-common-dir)/info/attributes"');
  expect(expectCaught(rig, 3, 'repository-touched').touched).toContain('attributes');
});

test('configuration of the worktree alone is taken out', () => {
  const rig = makeLiar(`fix; tick; marker_program; echo '* filter=x' > .gitattributes
    git config extensions.worktreeConfig true; git config --worktree filter.x.clean "$RIG_BESIDE/program"`);
  expectCaught(rig, 3, 'repository-touched');
});

test("the user's own configuration file is put back", () => {
  const rig = makeLiar(
    `fix; tick; marker_program; echo '* filter=x' > .gitattributes
    printf '[filter "x"]\\n\\tclean = %s\\n' "$RIG_BESIDE/program" >> "$RIG_GLOBAL"`,
    { env: { RIG_GLOBAL: process.env['GIT_CONFIG_GLOBAL'] ?? '' } },
  );
  expectCaught(rig, 3, 'repository-touched');
});

test('a repository inside the workspace with programs in its own configuration runs none', () => {
  const rig =
    makeLiar(`fix; tick; marker_program; git init -q src/lib; echo x > src/lib/file; echo '* filter=x' > src/lib/.gitattributes
    git -C src/lib config core.fsmonitor "$RIG_BESIDE/program"; git -C src/lib config filter.x.clean "$RIG_BESIDE/program"`);
  expectCaught(rig, 3, 'out-of-scope');
  expect(readPinned(rig, 'src/lib/file')).toBe('x');
});

const evil = `marker_program; git init -q "$RIG_BESIDE/evil"; git -C "$RIG_BESIDE/evil" config core.fsmonitor "$RIG_BESIDE/program"
  git -C "$RIG_BESIDE/evil" config filter.x.clean "$RIG_BESIDE/program"; echo '* filter=x' > .gitattributes`;

test('a .git file that leads to another repository is put back, and that repository is not asked', () => {
  const rig = makeLiar(`fix; tick; ${evil}; echo "gitdir: $RIG_BESIDE/evil/.git" > .git`);
  expectCaught(rig, 3, 'repository-touched');
  expect(readPinned(rig, 'src/store.txt')).toBe('writes\nlocked');
});

test('a .git folder in the place of the .git file is set aside, and its repository is not asked', () => {
  const rig = makeLiar(
    `fix; tick; ${evil}; rm .git; mv "$RIG_BESIDE/evil/.git" .git; git add src; git -c user.name=a -c user.email=b commit -qm inside`,
  );
  rig.git('status');
  const caught = work(rig);
  expect([caught.status, caught.reason], caught.output).toEqual([3, 'repository-touched']);
  expect(readPinned(rig, 'src/store.txt')).toBe('writes\nlocked');
  expect(rig.leftovers()).toEqual([]);
});

test('a .git that is gone is made again', () => {
  const rig = makeLiar('fix; tick; rm .git');
  expectCaught(rig, 3, 'repository-touched');
  expect(readPinned(rig, 'src/store.txt')).toBe('writes\nlocked');
});

test('a workspace that git has forgotten is collected all the same', () => {
  const rig = makeLiar('fix; tick; rm -rf "$(git rev-parse --git-dir)"');
  expectCaught(rig, 3, 'repository-touched');
  expect(readPinned(rig, 'src/store.txt')).toBe('writes\nlocked');
});

test('an agent that removes its worktree by git is stopped', () => {
  const rig = makeLiar(
    'fix; tick; git add src; git commit -qm mine; cd "$RIG_ROOT"; git worktree remove --force "$CHANT_WORKTREE_PATH"',
  );
  expectCaught(rig, 3, 'repository-touched');
  expect(readPinned(rig, 'src/store.txt')).toBe('writes\nlocked');
});

function expectGone(rig: LiarRig): void {
  const caught = expectCaught(rig, 3, 'repository-touched');
  expect(caught.detail).toContain('workspace');
  expect(caught.detail).not.toContain('src/other.txt');
}

test('an agent that deletes its workspace has not deleted the project', () => {
  expectGone(makeLiar('cd /; rm -rf "$CHANT_WORKTREE_PATH"', { spec: '# No limit of files\n' }));
});

test('what the agent had committed before it deleted its workspace is pinned', () => {
  const rig = makeLiar('fix; git commit -qam mine; cd /; rm -rf "$CHANT_WORKTREE_PATH"');
  expectGone(rig);
  expect(readPinned(rig, 'src/store.txt')).toBe('writes\nlocked');
});

test("a link to the user's checkout in the place of the workspace is not followed", () => {
  const rig = makeLiar('cd /; rm -rf "$CHANT_WORKTREE_PATH"; ln -s "$RIG_ROOT" "$CHANT_WORKTREE_PATH"');
  expectGone(rig);
  expect(existsSync(path.join(rig.root, '.git/HEAD'))).toBe(true);
  expect(readPinned(rig, 'draft.txt')).toBe(null);
});

test("a link to the user's checkout in the place of the session folder is not followed", () => {
  const rig = makeLiar(
    'fix; tick; rm -rf "$CHANT_WORKTREE_PATH.session"; ln -s "$RIG_ROOT" "$CHANT_WORKTREE_PATH.session"',
  );
  const before = rig.git('status', '--porcelain');
  const caught = work(rig);
  expect(caught.outcome, caught.output).toBeDefined();
  expect(rig.git('status', '--porcelain')).toBe(before);
  expectClean(rig);
});

test('a deleted session folder does not cost the work', () => {
  const rig = makeLiar('fix; tick; rm -rf "$CHANT_WORKTREE_PATH.session"');
  const caught = work(rig);
  expect(caught.outcome, caught.output).toBeDefined();
  expect(readPinned(rig, 'src/store.txt')).toBe('writes\nlocked');
  expectClean(rig);
});
