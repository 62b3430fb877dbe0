import path from 'node:path';
import { expect, test } from 'vitest';
import { listRebasing } from '../../../src/io/git/rebasing.ts';
import { makeRealRepo } from '../../helper/real-repo.ts';

test('a branch in the middle of a rebase is named, in the main checkout and in another, and none otherwise', async () => {
  const real = await makeRealRepo({ 'a.txt': 'a\n' });
  const other = path.join(path.dirname(real.root), 'other');
  for (const branch of ['here', 'there']) {
    real.git('checkout', '-q', '-b', branch, 'main');
    real.commit({ 'a.txt': `${branch}\n` });
  }
  real.git('checkout', '-q', 'main');
  real.commit({ 'a.txt': 'main\n' });
  real.git('worktree', 'add', '-q', other, 'there');
  real.git('checkout', '-q', 'here');
  expect(listRebasing(real.repo)).toEqual([]);
  expect(() => real.git('rebase', '-q', 'main')).toThrow();
  expect(() => real.git('-C', other, 'rebase', '-q', '--apply', 'main')).toThrow();
  expect(listRebasing(real.repo)).toEqual(['refs/heads/here', 'refs/heads/there']);
  real.git('rebase', '--abort');
  real.git('-C', other, 'rebase', '--abort');
  expect(listRebasing(real.repo)).toEqual([]);
});
