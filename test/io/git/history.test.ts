import { expect, test } from 'vitest';
import { listRefs } from '../../../src/io/git/for-each-ref.ts';
import { isAncestor } from '../../../src/io/git/merge-base.ts';
import { readMakers } from '../../../src/io/git/read-makers.ts';
import { readReflog } from '../../../src/io/git/reflog.ts';
import { listCommits } from '../../../src/io/git/rev-list.ts';
import { readHeadRef, resolveCommit, resolveTree } from '../../../src/io/git/rev-parse.ts';
import { makeRealRepo, unwrap } from '../../helper/real-repo.ts';

test('a name stands for its commit, also through a tag; what is none is null, also where it looks like an option', async () => {
  const { repo, git, ask } = await makeRealRepo();
  git('tag', '-a', '-m', 'release', 'v1');
  git('branch', 'main.x');
  const head = ask('rev-parse', 'HEAD');
  for (const name of ['HEAD', 'v1', 'refs/heads/main', head.slice(0, 12)])
    expect(unwrap(await resolveCommit(repo, name))).toBe(head);
  for (const name of ['none', '--all', '-h', 'HEAD^{tree}', '0'.repeat(40), '', 'a..b'])
    expect(unwrap(await resolveCommit(repo, name)), name).toBeNull();
  expect(unwrap(await resolveTree(repo, 'v1'))).toBe(ask('rev-parse', 'HEAD^{tree}'));
  expect((await resolveTree(repo, 'none')).ok).toBe(false);
});

test('HEAD names a branch, also one without a commit, or none', async () => {
  const { repo, git } = await makeRealRepo();
  expect(unwrap(await readHeadRef(repo))).toBe('refs/heads/main');
  git('checkout', '-q', '--orphan', 'ü/x');
  expect(unwrap(await readHeadRef(repo))).toBe('refs/heads/ü/x');
  git('checkout', '-q', '--detach', 'main');
  expect(unwrap(await readHeadRef(repo))).toBeNull();
});

test('refs are listed with what they name, below a prefix or all of them, tags and notes too', async () => {
  const { repo, git, ask } = await makeRealRepo();
  git('branch', 'chant/x');
  git('tag', 'v1');
  git('update-ref', 'refs/chant/runs/x/1', 'HEAD');
  git('pack-refs', '--all');
  git('branch', 'loose');
  const head = ask('rev-parse', 'HEAD');
  const refs = ['refs/chant/runs/x/1', 'refs/heads/chant/x', 'refs/heads/loose', 'refs/heads/main', 'refs/tags/v1'];
  expect([...unwrap(await listRefs(repo))]).toEqual(refs.map((ref) => [ref, head]));
  expect([...unwrap(await listRefs(repo, ['refs/heads/chant', 'refs/tags'])).keys()]).toEqual([
    'refs/heads/chant/x',
    'refs/tags/v1',
  ]);
});

test('commits that one side has and the other has not, oldest first, with who made them', async () => {
  const { repo, git, ask, commit } = await makeRealRepo();
  git('checkout', '-q', '-b', 'work');
  const one = commit({ a: '1' }, 'one');
  git(
    '-c',
    'user.email=agent@chant.invalid',
    'commit',
    '-q',
    '--allow-empty',
    '--author=A B <a b@example.com>',
    '-m',
    'two',
  );
  const two = ask('rev-parse', 'HEAD');
  expect(unwrap(await listCommits(repo, 'main', 'work'))).toEqual([one, two]);
  expect(unwrap(await listCommits(repo, 'work', 'main'))).toEqual([]);
  expect(unwrap(await readMakers(repo, 'main', 'work'))).toEqual([
    { commit: one, author: 'test@example.com', committer: 'test@example.com' },
    { commit: two, author: 'a b@example.com', committer: 'agent@chant.invalid' },
  ]);
  expect(unwrap(await readMakers(repo, 'main', 'none'))).toEqual([]);
});

test('a commit is contained in itself and in what came after, and in nothing else', async () => {
  const { repo, git, commit } = await makeRealRepo();
  git('checkout', '-q', '--orphan', 'apart');
  commit({ a: '1' });
  const contained = async (left: string, right: string) => unwrap(await isAncestor(repo, left, right));
  expect([
    await contained('main', 'main'),
    await contained('main~1', 'main'),
    await contained('main', 'main~1'),
    await contained('apart', 'main'),
  ]).toEqual([true, true, false, false]);
  expect((await isAncestor(repo, 'none', 'main')).ok).toBe(false);
});

test('the log of a ref tells its moves, newest first, and who made them; a ref without a log has none', async () => {
  const { repo, git, ask, commit } = await makeRealRepo();
  const before = ask('rev-parse', 'HEAD');
  const after = commit({ a: '1' });
  git('-c', 'user.email=agent+x@chant.invalid', 'update-ref', 'refs/heads/main', before);
  git('update-ref', 'refs/other/x', before);
  expect(unwrap(await readReflog(repo, 'refs/heads/main', 2))).toEqual([
    { to: before, email: 'agent+x@chant.invalid' },
    { to: after, email: 'test@example.com' },
  ]);
  expect(unwrap(await readReflog(repo, 'refs/other/x', 9))).toEqual([]);
  expect(unwrap(await readReflog(repo, 'refs/heads/none', 9))).toEqual([]);
});
