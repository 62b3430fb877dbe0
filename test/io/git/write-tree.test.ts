import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { readBytesAt } from '../../../src/io/git/cat-file.ts';
import { listIgnored } from '../../../src/io/git/check-ignore.ts';
import { commitTree } from '../../../src/io/git/commit-tree.ts';
import { writeBlob } from '../../../src/io/git/hash-object.ts';
import { listTracked } from '../../../src/io/git/list-tracked.ts';
import { listFilesAt } from '../../../src/io/git/ls-files.ts';
import { stageFile, unstageFile } from '../../../src/io/git/update-index.ts';
import {
  addAll,
  listEntries,
  listGitlinks,
  readTreeInto,
  setEntries,
  writeTree,
} from '../../../src/io/git/write-tree.ts';
import { makeRealRepo, type RealRepo, unwrap } from '../../helper/real-repo.ts';

/** Everything in the checkout as a tree, through a private index that begins as the checkout's own. */
async function take(real: RealRepo): Promise<string> {
  const index = path.join(path.dirname(real.root), 'index');
  if (!existsSync(index)) copyFileSync(path.join(real.root, '.git/index'), index);
  const place = { workTree: real.root, gitDir: path.join(real.root, '.git') };
  unwrap(await addAll(real.repo, place, index));
  return unwrap(await writeTree(real.repo, index));
}

const list = (real: RealRepo, tree: string) =>
  real.ask('ls-tree', '-r', '-z', '--name-only', tree).split('\0').filter(Boolean);

test("all files are taken but the ignored ones, and the user's index and its lock are left alone", async () => {
  const real = await makeRealRepo({ 'a.txt': 'a\n', '.gitignore': 'build/\n' });
  real.write('a.txt', 'changed\n');
  real.write('dir/new\nname', 'new\n');
  real.write('build/out', 'x\n');
  symlinkSync('/etc/passwd', path.join(real.root, 'link'));
  real.write('.git/index.lock', '');
  const tree = await take(real);
  expect(list(real, tree)).toEqual(['.gitignore', 'a.txt', 'dir/new\nname', 'link']);
  expect(real.ask('show', `${tree}:a.txt`)).toBe('changed');
  expect(real.ask('ls-tree', tree, 'link')).toMatch(/^120000/);
  expect(real.git('diff', '--cached', '--name-only')).toBe('');
});

test('what the index of somebody else tells git not to look at is taken from the files', async () => {
  const real = await makeRealRepo({ 'a.txt': 'a\n', 'b.txt': 'b\n' });
  copyFileSync(path.join(real.root, '.git/index'), path.join(path.dirname(real.root), 'index'));
  real.git('update-index', '--assume-unchanged', 'a.txt');
  real.git('update-index', '--skip-worktree', 'b.txt');
  real.write('a.txt', 'hidden\n');
  real.write('b.txt', 'hidden\n');
  const tree = await take(real);
  expect([real.ask('show', `${tree}:a.txt`), real.ask('show', `${tree}:b.txt`)]).toEqual(['hidden', 'hidden']);
});

test.runIf(process.getuid?.() !== 0)('a file that cannot be read does not lose the others [not as root]', async () => {
  const real = await makeRealRepo();
  real.write('a', 'secret\n');
  real.write('z.txt', 'z\n');
  chmodSync(path.join(real.root, 'a'), 0o000);
  execFileSync('mkfifo', [path.join(real.root, 'pipe')]);
  expect(list(real, await take(real))).toEqual(['z.txt']);
});

test.each([
  ['core.autocrlf', 'true'],
  ['core.autocrlf', 'input'],
])('with %s=%s and strict line ends, files of either kind are taken', async (key, value) => {
  const real = await makeRealRepo({ 'a.txt': 'a\nb\n' });
  real.git('config', key, value);
  real.git('config', 'core.safecrlf', 'true');
  real.write('a.txt', 'a\r\nB\r\n');
  real.write('mixed.txt', 'a\r\nb\n');
  real.write('unix.txt', 'a\nb\n');
  const tree = await take(real);
  expect(['a.txt', 'mixed.txt', 'unix.txt'].map((name) => real.ask('show', `${tree}:${name}`))).toEqual([
    'a\nB',
    'a\nb',
    'a\nb',
  ]);
});

test('single paths of a private index are set and removed, and names mean themselves', async () => {
  const real = await makeRealRepo({ 'a.txt': 'a\n', 'pages/[id].ts': 'one\n', 'pages/i.ts': 'other\n', 'x\ny': 'n\n' });
  const index = path.join(path.dirname(real.root), 'index');
  unwrap(await readTreeInto(real.repo, 'HEAD', index));
  const object = unwrap(await writeBlob(real.repo, { text: 'new\n', path: 'n' }));
  const entry = (name: string) => ({ mode: '100755', object, path: name });
  unwrap(
    await setEntries(
      real.repo,
      index,
      new Map([
        ['pages/[id].ts', null],
        ['x\ny', null],
        ['not there', null],
        ['deep/n\tm', entry('deep/n\tm')],
        ['a.txt', entry('a.txt')],
      ]),
    ),
  );
  const tree = unwrap(await writeTree(real.repo, index));
  expect(list(real, tree)).toEqual(['a.txt', 'deep/n\tm', 'pages/i.ts']);
  expect(real.ask('ls-tree', tree, 'a.txt')).toMatch(/^100755 .*a\.txt$/);
  const entries = unwrap(await listEntries(real.repo, 'HEAD', ['pages/[id].ts', 'none', 'x\ny', '*.txt']));
  expect([...entries.keys()]).toEqual(['pages/[id].ts', 'x\ny']);
  expect([...unwrap(await listEntries(real.repo, 'HEAD', ['pages/'])).keys()]).toEqual(['pages/[id].ts', 'pages/i.ts']);
  expect(unwrap(await listEntries(real.repo, 'HEAD', [])).size).toBe(0);
});

test('submodules of a tree are found where it declares any', async () => {
  const real = await makeRealRepo({ 'a.txt': 'a\n' });
  const commit = real.ask('rev-parse', 'HEAD');
  expect(unwrap(await listGitlinks(real.repo, commit)).size).toBe(0);
  real.write('.gitmodules', '[submodule "lib"]\n\tpath = lib\n\turl = ./lib\n');
  real.git('add', '.gitmodules');
  real.git('update-index', '--add', '--cacheinfo', `160000,${commit},lib`);
  real.git('commit', '-qm', 'lib');
  expect([...unwrap(await listGitlinks(real.repo, 'HEAD')).values()]).toEqual([
    { mode: '160000', object: commit, path: 'lib' },
  ]);
});

test('a text is stored as git stores a file of that path', async () => {
  const real = await makeRealRepo({ '.gitattributes': '*.txt text eol=crlf\n*.bin -text\n' });
  const read = async (name: string) =>
    real.git('cat-file', 'blob', unwrap(await writeBlob(real.repo, { text: 'a\r\nb\r\n', path: name })));
  expect([await read('x.txt'), await read('x.bin')]).toEqual(['a\nb\n', 'a\r\nb\r\n']);
});

test('a commit is made under the given name, and no ref and no file moves', async () => {
  const real = await makeRealRepo({ 'a.txt': 'a\n' });
  const before = real.git('for-each-ref') + real.git('status', '--porcelain');
  const tree = real.ask('rev-parse', 'HEAD^{tree}');
  const parents = [real.ask('rev-parse', 'HEAD'), real.ask('rev-parse', 'HEAD~1')];
  const message = '# no comment\n\n-- \nChant-Spec: x\n';
  const commit = unwrap(
    await commitTree(real.repo, { tree, parents, message, identity: { name: 'Ada L', email: 'ada@example.com' } }),
  );
  expect(real.ask('show', '-s', '--format=%an <%ae> %cn <%ce>%n%P%n%B', commit)).toBe(
    `Ada L <ada@example.com> Ada L <ada@example.com>\n${parents.join(' ')}\n${message}`,
  );
  expect(real.git('for-each-ref') + real.git('status', '--porcelain')).toBe(before);
});

test('content, files and tracked paths of a commit are read as they are', async () => {
  const real = await makeRealRepo({ 'a.txt': 'a\n', 'dir/b c.txt': 'b\n', 'dir/ü\n.txt': 'u\n' });
  real.write('dir/untracked', 'x\n');
  expect(unwrap(await readBytesAt(real.repo, 'HEAD', 'dir/ü\n.txt'))?.toString()).toBe('u\n');
  expect(unwrap(await readBytesAt(real.repo, 'HEAD', 'dir'))).toBeNull();
  expect(unwrap(await readBytesAt(real.repo, 'HEAD', 'none'))).toBeNull();
  expect(unwrap(await listFilesAt(real.repo, 'HEAD'))).toEqual(['a.txt', 'dir/b c.txt', 'dir/ü\n.txt']);
  expect(unwrap(await listTracked(real.repo, 'dir'))).toEqual(['dir/b c.txt', 'dir/ü\n.txt']);
});

test('ignored are paths that a rule names and git does not track', async () => {
  const real = await makeRealRepo({ '.gitignore': 'build/\n*.log\n!keep.log\n', 'keep.log': 'x\n' });
  real.write('build/out', 'x\n');
  real.write('tracked.log', 'x\n');
  real.git('add', '-f', 'tracked.log');
  real.write('.git/info/exclude', '.chant/\n');
  const asked = ['build/out', 'a\nb.log', 'keep.log', 'tracked.log', 'none.txt', '.chant/research/x.md'];
  expect(unwrap(await listIgnored(real.repo, asked))).toEqual(['build/out', 'a\nb.log', '.chant/research/x.md']);
  expect(unwrap(await listIgnored(real.repo, []))).toEqual([]);
});

test('one file is staged and unstaged, whatever else is staged', async () => {
  const real = await makeRealRepo({ 'a.txt': 'a\n', 'b.txt': 'b\n' });
  real.write('b.txt', 'staged\n');
  real.git('add', 'b.txt');
  real.write('a.txt', 'changed\n');
  real.write('new [x].txt', 'new\n');
  for (const name of ['a.txt', 'new [x].txt']) unwrap(await stageFile(real.repo, real.root, name));
  expect(real.git('status', '--porcelain')).toBe('M  a.txt\nM  b.txt\nA  "new [x].txt"\n');
  for (const name of ['a.txt', 'new [x].txt']) unwrap(await unstageFile(real.repo, real.root, name));
  expect(real.git('status', '--porcelain')).toBe(' M a.txt\nM  b.txt\n?? "new [x].txt"\n');
});
