import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { type HandOptions, type HandRig, makeHandRig, specId, tick } from '../../helper/hand-rig.ts';

const config = 'workspace: { isolation: clone, sandbox: none }';
const fix = `echo locked > src/store.txt; ${tick}`;

function makeClone(options: HandOptions = {}): Promise<HandRig> {
  return makeHandRig({ config, ...options });
}

function listKept(rig: HandRig): readonly string[] {
  return rig.git('for-each-ref', '--format=%(refname)', 'refs/chant/kept').split('\n').filter(Boolean);
}

/** Names of the objects that no ref leads to: nothing but what is whole and kept may come home. */
function findLoose(rig: HandRig): string {
  return rig.git('fsck', '--full', '--strict', '--no-dangling');
}

describe.concurrent('a run in a clone', () => {
  test('the agent stands in a repository of its own on its branch, sees the history and no remote, and its work lands', async () => {
    const rig = await makeClone();
    rig.git('remote', 'add', 'origin', 'https://user:secret@example.com/x.git');
    const { agent, done } = await rig.start();
    expect(await agent.sh('git rev-parse --git-common-dir')).toBe('.git\n');
    expect(await agent.sh('git symbolic-ref HEAD')).toBe(`refs/heads/chant/${specId}\n`);
    expect(await agent.sh('git status --porcelain')).toBe('');
    expect(await agent.sh('git log --format=%s main')).toContain('start');
    expect(await agent.sh('git remote')).toBe('');
    await agent.sh(`${fix}; git commit -qam mine; echo more >> src/store.txt`);
    agent.exit();
    expect(await done).toMatchObject({ ok: true, value: { runs: [{ outcome: 'completed' }] } });
    expect(rig.git('show', 'main:src/store.txt')).toBe('locked\nmore\n');
    expect(rig.git('log', '--format=%s', 'main')).toContain('mine');
    expect(rig.leftovers()).toEqual([]);
    expect(findLoose(rig)).toBe('');
  });

  test('refs, configuration and hooks that the agent changes are its own: the run lands, and the repository is as it was', async () => {
    const rig = await makeClone();
    const before = rig.git('for-each-ref', 'refs/heads', 'refs/tags') + rig.read('.git/config');
    const run = await rig.work(
      `${fix}; git commit -qam mine; git branch -f main HEAD; git tag v9; git config core.fsmonitor /bin/false; echo exit 1 > .git/hooks/pre-commit`,
    );
    expect(run).toMatchObject({ outcome: 'completed', reason: null });
    const after = rig.git('for-each-ref', 'refs/heads', 'refs/tags') + rig.read('.git/config');
    expect(after.replace(rig.git('rev-parse', 'main').trim(), '')).toBe(
      before.replace(rig.git('rev-parse', 'main^1').trim(), ''),
    );
  });

  test('programs in the configuration of the clone run in no git of chant', async () => {
    const rig = await makeClone();
    const marker = path.join(rig.temp, '..', 'marker');
    const program = path.join(rig.temp, '..', 'program');
    writeFileSync(program, `#!/bin/sh\ntouch ${marker}\ncat\n`, { mode: 0o755 });
    const run = await rig.work(
      `${fix}; git commit -qam mine; echo '* filter=x diff=x' > .gitattributes; git config core.fsmonitor ${program}; git config filter.x.clean ${program}
       git config diff.x.textconv ${program}; git config uploadpack.packObjectsHook ${program}; git config core.alternateRefsCommand ${program}
       for hook in reference-transaction post-index-change pre-auto-gc; do cp ${program} .git/hooks/$hook; done`,
    );
    expect(run.outcome).toBe('completed');
    expect(existsSync(marker)).toBe(false);
  });

  test('a branch, a stash and a commit that was amended away come home and are kept', async () => {
    const rig = await makeClone();
    const { agent, done } = await rig.start();
    await agent.sh('echo one > a.txt; git add a.txt; git commit -qm first; git commit -q --amend -m second');
    await agent.sh('echo aside > b.txt; git add b.txt; git stash -q');
    await agent.sh('git checkout -q -b side; echo side > c.txt; git add c.txt; git commit -qm "on the side"');
    await agent.sh(`git checkout -q "$CHANT_BRANCH"; ${fix}`);
    agent.exit();
    expect(await done).toMatchObject({ ok: true, value: { runs: [{ outcome: 'completed' }] } });
    const kept = listKept(rig).map((ref) => rig.git('log', '-1', '--format=%s', ref).trim());
    expect(kept).toEqual(expect.arrayContaining(['first', 'on the side']));
    expect(kept.some((subject) => subject.startsWith('WIP on') || subject.startsWith('On '))).toBe(true);
    expect(findLoose(rig)).toBe('');
  });

  test('objects that the agent has packed come home, too', async () => {
    const rig = await makeClone();
    const run = await rig.work(
      `${fix}; git commit -qam mine; for i in 1 2 3; do echo $i > $i.txt; git add .; git commit -qm "step $i"; done; git repack -qad; git pack-refs --all`,
    );
    expect(run.outcome).toBe('completed');
    expect(rig.git('log', '--format=%s', 'main')).toContain('step 3');
    expect(findLoose(rig)).toBe('');
  });

  test.each([
    ['removed', 'rm -rf .git'],
    [
      'a file that leads to another repository',
      'git init -q ../../evil; rm -rf .git; echo "gitdir: $PWD/../../evil/.git" > .git',
    ],
    ['a link to another folder', 'git init -q ../../evil; rm -rf .git; ln -s ../../evil/.git .git'],
    ['a pipe', 'rm -rf .git; mkfifo .git'],
    ['without objects', 'rm -rf .git/objects; ln -s / .git/objects'],
    [
      'of pipes',
      'rm .git/HEAD; mkfifo .git/HEAD; rm -rf .git/refs; mkfifo .git/refs .git/packed-refs.x; rm -f .git/packed-refs; mkfifo .git/packed-refs',
    ],
    ['with a HEAD that leads nowhere', 'echo "ref: refs/heads/../../../../etc/passwd" > .git/HEAD'],
    [
      'with a HEAD that leads in a circle',
      'git symbolic-ref refs/heads/a refs/heads/b; git symbolic-ref refs/heads/b refs/heads/a; git symbolic-ref HEAD refs/heads/a',
    ],
  ])('a git directory that is %s does not keep the work from landing', async (_, harm) => {
    const rig = await makeClone();
    const run = await rig.work(`${fix}; git commit -qam mine; echo more >> src/store.txt; ${harm}`);
    expect(run).toMatchObject({ outcome: 'completed', reason: null });
    expect(rig.git('show', 'main:src/store.txt')).toBe('locked\nmore\n');
    expect(rig.leftovers()).toEqual([]);
  });

  test('a commit with a hole in it does not come home: the files count, and the clone is kept', async () => {
    const rig = await makeClone();
    const { agent, done } = await rig.start();
    await agent.sh(`${fix}; git commit -qam mine`);
    const blob = (await agent.sh('git rev-parse HEAD:src/store.txt')).trim();
    const commit = (await agent.sh('git rev-parse HEAD')).trim();
    await agent.sh(`rm -f .git/objects/${blob.slice(0, 2)}/${blob.slice(2)}`);
    agent.exit();
    expect(await done).toMatchObject({ ok: true, value: { runs: [{ outcome: 'completed' }] } });
    expect(rig.git('show', 'main:src/store.txt')).toBe('locked\n');
    expect(() => rig.git('cat-file', '-e', commit)).toThrow();
    expect(readdirSync(path.join(rig.root, '.chant/runs', specId, '1'))).toContain('clone.git');
    expect(findLoose(rig)).toBe('');
  });

  test('an object under the name of another reaches nobody', async () => {
    const rig = await makeClone();
    const { agent, done } = await rig.start();
    await agent.sh(`${fix}; git commit -qam mine; echo other > x; git hash-object -w x; rm x`);
    const blob = (await agent.sh('git rev-parse HEAD:src/store.txt')).trim();
    const other = execFileSync('git', ['hash-object', '--stdin'], { input: 'other\n', encoding: 'utf8' }).trim();
    const place = (name: string): string => `.git/objects/${name.slice(0, 2)}/${name.slice(2)}`;
    await agent.sh(`mv -f ${place(other)} ${place(blob)}`);
    agent.exit();
    expect(await done).toMatchObject({ ok: true, value: { runs: [{ outcome: 'completed' }] } });
    expect(rig.git('show', 'main:src/store.txt')).toBe('locked\n');
    expect(findLoose(rig)).toBe('');
  });

  test('a tree that git refuses (a file named .git) does not come home', async () => {
    const rig = await makeClone();
    const { agent, done } = await rig.start();
    await agent.sh(`${fix}; git commit -qam mine`);
    await agent.sh(
      `tree=$(printf '100644 blob %s\\t.git\\n' $(git rev-parse HEAD:src/store.txt) | git mktree); git update-ref HEAD $(git commit-tree -p HEAD -m evil $tree)`,
    );
    agent.exit();
    expect(await done).toMatchObject({ ok: true, value: { runs: [{ outcome: 'completed' }] } });
    expect(rig.git('log', '--all', '--format=%s')).not.toContain('evil');
    expect(findLoose(rig)).toBe('');
  });

  test('alternates of the agent lead nowhere: an object of another repository is not brought in', async () => {
    const rig = await makeClone();
    const secret = path.join(rig.temp, '..', 'secret');
    mkdirSync(secret);
    execFileSync('git', ['init', '-q'], { cwd: secret });
    execFileSync('git', ['commit', '-q', '--allow-empty', '-m', 'secret'], { cwd: secret });
    const commit = execFileSync('git', ['rev-parse', 'HEAD'], { cwd: secret, encoding: 'utf8' }).trim();
    const run = await rig.work(
      `${fix}; echo ${secret}/.git/objects >> .git/objects/info/alternates; git commit -qam mine; git update-ref refs/heads/stolen ${commit}`,
    );
    expect(run.outcome).toBe('completed');
    expect(() => rig.git('cat-file', '-e', commit)).toThrow();
  });

  test('what the run rests on survives a clean-up of the repository while the agent works', async () => {
    const rig = await makeClone();
    rig.git('branch', 'other');
    const { agent, done } = await rig.start();
    await agent.sh('echo one > a.txt; git add a.txt; git commit -qm first');
    rig.git('commit', '-q', '--allow-empty', '-m', 'rewritten', '--amend');
    rig.git('branch', '-D', `chant/${specId}`, 'other');
    rig.git('reflog', 'expire', '--expire=now', '--all');
    rig.git('gc', '-q', '--prune=now');
    expect(
      await agent.sh('git log --format=%s | head -1; git fsck --connectivity-only 2>&1 | grep -c missing || true'),
    ).toBe('first\n0\n');
    agent.exit();
    await done;
    expect(rig.git('log', '--all', '--format=%s')).toContain('first');
  });

  test('checks run in a clone, too: what they do to their repository reaches nobody', async () => {
    const rig = await makeClone({
      spec: '---\ntype: code\nchecks: [{ name: mean, run: "git branch -f main HEAD~1 2>/dev/null; git config core.bare true; git tag evil; git rev-parse --git-common-dir", before: any }]\n---\n\n# Check\n',
    });
    const run = await rig.work(fix);
    expect(run).toMatchObject({ outcome: 'completed' });
    expect(run.evidence[0]?.tail).toBe('.git\n');
    expect(rig.git('tag')).toBe('');
    expect(rig.leftovers()).toEqual([]);
  });

  test('line ends, filters and sparse files are in the clone as they are in the checkout', async () => {
    const rig = await makeClone({
      files: { '.gitattributes': '*.up filter=up\n', 'x.up': 'word\n', 'far/y.txt': 'y\n' },
    });
    rig.git('config', 'filter.up.smudge', 'tr a-z A-Z');
    rig.git('config', 'filter.up.clean', 'tr A-Z a-z');
    rig.git('sparse-checkout', 'set', 'src', '.chant');
    const { agent, done } = await rig.start();
    expect(await agent.sh('cat x.up; ls far 2>/dev/null; git status --porcelain')).toBe('WORD\n');
    await agent.sh(`${fix}; echo MORE >> x.up; git commit -qam mine`);
    agent.exit();
    expect(await done).toMatchObject({ ok: true, value: { runs: [{ outcome: 'completed' }] } });
    expect(rig.git('show', 'main:x.up')).toBe('word\nmore\n');
    expect(rig.git('show', 'main:far/y.txt')).toBe('y\n');
  });

  test('a clone of a shallow repository is as shallow', async () => {
    const rig = await makeClone();
    rig.git('commit', '-q', '--allow-empty', '-m', 'later');
    writeFileSync(path.join(rig.root, '.git/shallow'), rig.git('rev-parse', 'HEAD'));
    const run = await rig.work(`git log --format=%s | wc -l > count.txt; git add .; git commit -qm mine; ${fix}`);
    expect(run.outcome).toBe('completed');
    expect(rig.git('show', 'main:count.txt').trim()).toBe('1');
  });
});
