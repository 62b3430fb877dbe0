import { expect, test } from 'vitest';
import { listRemotes, parseRemotes } from '../../../src/io/git/list-remotes.ts';
import { makeRealRepo, unwrap } from '../../helper/real-repo.ts';

test('remotes are told as git would use them: rewritten URLs, several places to push to, paths with blanks', async () => {
  const { repo, git } = await makeRealRepo();
  git('remote', 'add', 'origin', 'gh:me/store.git');
  git('config', 'url.https://github.com/.insteadOf', 'gh:');
  git('remote', 'set-url', '--add', '--push', 'origin', 'git@github.com:me/store.git');
  git('remote', 'set-url', '--add', '--push', 'origin', '/srv/my mirror (fetch)');
  git('remote', 'add', 'upstream', 'https://github.com/acme/store');
  expect(unwrap(await listRemotes(repo))).toEqual([
    {
      name: 'origin',
      fetchUrl: 'https://github.com/me/store.git',
      pushUrls: ['git@github.com:me/store.git', '/srv/my mirror (fetch)'],
    },
    {
      name: 'upstream',
      fetchUrl: 'https://github.com/acme/store',
      pushUrls: ['https://github.com/acme/store'],
    },
  ]);
});

test('a remote of a partial clone, and one without a URL', () => {
  expect(parseRemotes('origin\thttps://x/a/b (fetch) [blob:none]\norigin\thttps://x/a/b (push)\nodd\n')).toEqual([
    { name: 'origin', fetchUrl: 'https://x/a/b', pushUrls: ['https://x/a/b'] },
  ]);
});
