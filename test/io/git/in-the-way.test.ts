import { mkdirSync, rmSync, utimesSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { listChanges } from '../../../src/io/git/diff-tree.ts';
import { listInTheWay } from '../../../src/io/git/in-the-way.ts';
import { makeRealRepo, type RealRepo, unwrap } from '../../helper/real-repo.ts';

type Prepare = (real: RealRepo) => void;

const cases: readonly [string, Prepare, readonly string[]][] = [
  ['nothing of the user', () => {}, []],
  ['a change elsewhere', ({ write }) => write('other.txt', 'mine\n'), []],
  ['an uncommitted change of a file that changes', ({ write }) => write('a b.txt', 'mine\n'), ['a b.txt']],
  [
    'a staged change of it, put back on disk',
    ({ write, git, read }) => {
      const text = read('a b.txt');
      write('a b.txt', 'mine\n');
      git('add', '-A');
      write('a b.txt', text);
    },
    ['a b.txt'],
  ],
  ['a file that changes removed by the user', ({ root }) => rmSync(path.join(root, 'a b.txt')), ['a b.txt']],
  ['an uncommitted change of a file that goes', ({ write }) => write('gone.txt', 'mine\n'), ['gone.txt']],
  ['an untracked file where one is added', ({ write }) => write('new/file', 'mine\n'), ['new/file']],
  [
    'an ignored file where one is added',
    ({ write }) => {
      write('.git/info/exclude', 'new/\n');
      write('new/file', 'mine\n');
    },
    ['new/file'],
  ],
  ['a file where a folder is made', ({ write }) => write('new', 'mine\n'), ['new/file']],
  ['a folder with a file where a file is made', ({ write }) => write('flat/x', 'mine\n'), ['flat']],
  ['an empty folder where a file is made', ({ root }) => mkdirSync(path.join(root, 'flat/x'), { recursive: true }), []],
  [
    'a file added to the index where one is added',
    ({ write, git }) => {
      write('new/file', 'mine\n');
      git('add', 'new/file');
    },
    ['new/file'],
  ],
  ['a file whose time alone was changed', ({ root }) => utimesSync(path.join(root, 'a b.txt'), 1, 1), []],
  [
    'an ignored file in a folder that becomes a file',
    ({ write }) => {
      write('.git/info/exclude', 'mine.md\n');
      write('docs/mine.md', 'mine\n');
    },
    ['docs'],
  ],
];

test.each(cases)('%s', async (_, prepare, expected) => {
  const real = await makeRealRepo({
    'a b.txt': 'a\n',
    'gone.txt': 'x\n',
    'other.txt': 'o\n',
    'docs/a.md': 'a\n',
    plan: 'p\n',
  });
  real.git('checkout', '-q', '-b', 'next');
  for (const name of ['gone.txt', 'docs', 'plan']) rmSync(path.join(real.root, name), { recursive: true });
  real.commit({
    'a b.txt': 'next\n',
    'new/file': 'next\n',
    flat: 'next\n',
    docs: 'a file now\n',
    'plan/one.md': 'a folder now\n',
  });
  real.git('checkout', '-q', 'main');
  prepare(real);
  const changes = unwrap(await listChanges(real.repo, 'main', 'next'));
  expect(unwrap(await listInTheWay(real.repo, real.root, changes))).toEqual(expected);
});
