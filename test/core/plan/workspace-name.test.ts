import { expect, test } from 'vitest';
import { isBranchName } from '../../../src/core/spec/is-branch-name.ts';
import {
  formatBranchName,
  formatKeptRef,
  formatPinRef,
  formatWorkspaceName,
} from '../../../src/core/plan/workspace-name.ts';

test.each([
  ['2026-02-08-010-v7b', 'chant-010-v7b'],
  ['2026-02-08-010-v7b.1', 'chant-010-v7b.1'],
  ['shop-2026-02-08-010-v7b', 'chant-010-v7b'],
  ['001-comprehension', 'chant-001-comprehension'],
  ['a b/../c', 'chant-a-b-..-c'],
])('the workspace of %s is %s', (id, name) => {
  expect(formatWorkspaceName(id)).toBe(name);
});

test.each([
  '2026-02-08-010-v7b',
  'a b',
  'x..y',
  '-flag',
  'x.lock',
  '.hidden',
  'ends.',
  '~^:?*[',
  'ümlaut',
  '@{1}',
  '../../main',
])('the branch of %s is one that git takes', (id) => {
  const name = formatBranchName('chant/', id);
  expect(isBranchName(name)).toBe(true);
  expect(name.startsWith('chant/')).toBe(true);
});

test('pins and kept commits have names of their own by spec and attempt', () => {
  expect(formatPinRef('2026-02-08-010-v7b', 2)).toBe('refs/chant/runs/2026-02-08-010-v7b/2');
  expect(formatKeptRef('2026-02-08-010-v7b', 2, 'heads-my-branch')).toBe(
    'refs/chant/kept/2026-02-08-010-v7b/2/heads-my-branch',
  );
});

test('ids that differ only in what a ref cannot hold have different branches', () => {
  const names = ['a b', 'a-b', 'a?b', '\u4fee\u590d', '\u6539\u8fdb', 'x.lock', 'x'].map((id) =>
    formatBranchName('chant/', id),
  );
  expect(new Set(names).size).toBe(names.length);
  expect(names[1]).toBe('chant/a-b');
  for (const name of names) expect(name).toMatch(/^chant\/[A-Za-z0-9._-]+$/);
});
