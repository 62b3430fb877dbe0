import { expect, test } from 'vitest';
import { dropStash, storeStash } from '../../../src/io/git/stash.ts';
import { makeRealRepo, unwrap } from '../../helper/real-repo.ts';

test('an entry that was taken off the stash is put back under its own words, and no file is touched', async () => {
  const real = await makeRealRepo({ 'a.txt': 'a\n' });
  for (const text of ['one\n', 'two\n']) {
    real.write('a.txt', text);
    real.git('stash', 'push', '-q', '-m', `words of ${text.trim()}`);
  }
  const one = real.ask('rev-parse', 'stash@{1}');
  real.git('stash', 'drop', '-q', 'stash@{1}');
  unwrap(await storeStash(real.repo, one));
  expect(real.ask('stash', 'list', '--format=%gs')).toBe('On main: words of one\nOn main: words of two');
  expect(real.ask('rev-parse', 'stash@{0}')).toBe(one);
  expect([real.read('a.txt'), real.git('status', '--porcelain')]).toEqual(['a\n', '']);
});

test('an entry goes by its number only while it is the one that is meant; another is put back', async () => {
  const real = await makeRealRepo({ 'a.txt': 'a\n' });
  for (const text of ['one\n', 'two\n']) {
    real.write('a.txt', text);
    real.git('stash', 'push', '-q', '-m', `words of ${text.trim()}`);
  }
  const [two, one] = [real.ask('rev-parse', 'stash@{0}'), real.ask('rev-parse', 'stash@{1}')];
  expect(unwrap(await dropStash(real.repo, 0, one))).toBe(false);
  expect([real.ask('rev-parse', 'stash@{0}'), real.ask('rev-parse', 'stash@{1}')]).toEqual([two, one]);
  expect(unwrap(await dropStash(real.repo, 0, two))).toBe(true);
  expect(real.ask('stash', 'list', '--format=%H')).toBe(one);
});
