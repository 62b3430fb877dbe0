import { rmSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { deleteRef, moveRef } from '../../../src/io/git/update-ref.ts';
import { makeRealRepo, type RealRepo, unwrap } from '../../helper/real-repo.ts';

describe.each(['sha1', 'sha256'])('in a repository of %s', (format) => {
  async function make(): Promise<RealRepo & { readonly one: string; readonly two: string; read(ref: string): string }> {
    process.env['GIT_DEFAULT_HASH'] = format;
    const real = await makeRealRepo();
    delete process.env['GIT_DEFAULT_HASH'];
    expect(real.ask('rev-parse', 'HEAD')).toHaveLength(format === 'sha1' ? 40 : 64);
    const read = (ref: string) => real.ask('for-each-ref', '--format=%(objectname)', ref);
    return { ...real, one: real.ask('rev-parse', 'HEAD~1'), two: real.ask('rev-parse', 'HEAD'), read };
  }

  test('a ref moves from what it is said to name, and its log says why', async () => {
    const { repo, one, two, git, ask, read } = await make();
    git('branch', 'x', one);
    expect(unwrap(await moveRef(repo, { ref: 'refs/heads/x', from: one, to: two, why: 'chant: landed' }))).toBe(true);
    expect(read('refs/heads/x')).toBe(two);
    expect(ask('reflog', 'show', '-1', '--format=%gs', 'x')).toBe('chant: landed');
  });

  test('a ref that names something else by now stays, and so does one that is gone or has appeared', async () => {
    const { repo, one, two, git, read } = await make();
    git('branch', 'x', two);
    const move = (ref: string, from: string | null) => moveRef(repo, { ref, from, to: one, why: 'x' });
    expect(unwrap(await move('refs/heads/x', one))).toBe(false);
    expect(unwrap(await move('refs/heads/x', null))).toBe(false);
    expect(unwrap(await move('refs/heads/gone', two))).toBe(false);
    expect([read('refs/heads/x'), read('refs/heads/gone')]).toEqual([two, '']);
  });

  test('a ref is made only where there is none', async () => {
    const { repo, one, two, read } = await make();
    const create = (to: string) => moveRef(repo, { ref: 'refs/chant/runs/x/1', from: null, to, why: 'x' });
    expect(unwrap(await create(one))).toBe(true);
    expect(unwrap(await create(two))).toBe(false);
    expect(read('refs/chant/runs/x/1')).toBe(one);
    unwrap(await moveRef(repo, { ref: 'refs/chant/runs/x/1', to: two, why: 'whatever it names' }));
    expect(read('refs/chant/runs/x/1')).toBe(two);
  });

  test('a ref is deleted only where it names what it is said to', async () => {
    const { repo, one, two, git, read } = await make();
    git('branch', 'x', two);
    git('tag', 'v1', two);
    git('pack-refs', '--all');
    expect(unwrap(await deleteRef(repo, 'refs/heads/x', one))).toBe(false);
    expect(unwrap(await deleteRef(repo, 'refs/heads/x', two))).toBe(true);
    expect(unwrap(await deleteRef(repo, 'refs/heads/x', two))).toBe(false);
    expect(unwrap(await deleteRef(repo, 'refs/tags/v1', two))).toBe(true);
    expect([read('refs/heads/x'), read('refs/tags/v1')]).toEqual(['', '']);
  });
});

test('a ref that git cannot make is a failure, not a lost race', async () => {
  const { repo, git } = await makeRealRepo();
  git('branch', 'a');
  const move = (ref: string, to = 'HEAD') => moveRef(repo, { ref, from: null, to, why: 'x' });
  expect(await move('refs/heads/a/b')).toMatchObject({ ok: false, failure: { kind: 'git-failed' } });
  expect(await move('refs/heads/-x..y')).toMatchObject({ ok: false, failure: { kind: 'git-failed' } });
  expect(await move('refs/heads/b', '1'.repeat(40))).toMatchObject({ ok: false, failure: { kind: 'git-failed' } });
});

test('a ref that somebody is moving at this moment is a lost race, and can be moved afterwards', async () => {
  const { repo, git, write, root } = await makeRealRepo();
  git('config', 'core.filesRefLockTimeout', '0');
  write('.git/refs/heads/main.lock', '');
  const [to, from] = git('rev-parse', 'HEAD~1', 'HEAD').split('\n');
  const move = () => moveRef(repo, { ref: 'refs/heads/main', from: from ?? '', to: to ?? '', why: 'x' });
  expect(unwrap(await move())).toBe(false);
  rmSync(path.join(root, '.git/refs/heads/main.lock'));
  expect(unwrap(await move())).toBe(true);
});
