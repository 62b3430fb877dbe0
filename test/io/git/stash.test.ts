import { expect, test } from 'vitest';
import { storeStash } from '../../../src/io/git/stash.ts';
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
