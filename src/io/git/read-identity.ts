import type { Failure } from '../../core/failure.ts';
import { ok, type Result } from '../../core/result.ts';
import type { Identity, Repo } from './repo.ts';
import { runGit } from './run-git.ts';
import { splitAtSpace } from './split-at-space.ts';

/** Who chant commits as when the user has told git no name: git itself would refuse. */
const fallback: Identity = { name: 'chant', email: 'chant@localhost' };

/** One run asks several times; a handle lives as long as one command. */
const known = new WeakMap<Repo, Identity>();

/** The user's name and address, as git would use them. */
export async function readIdentity(repo: Repo): Promise<Result<Identity, Failure>> {
  const before = known.get(repo);
  if (before !== undefined) return ok(before);
  const answer = await runGit(repo, ['config', '--get-regexp', '^user\\.(name|email)$'], { expect: [1] });
  if (!answer.ok) return answer;
  // user.name Ada Lovelace
  const values = new Map(answer.value.stdout.split('\n').map((line): [string, string] => splitAtSpace(line)));
  const name = repo.env['GIT_AUTHOR_NAME'] ?? values.get('user.name');
  const email = repo.env['GIT_AUTHOR_EMAIL'] ?? values.get('user.email');
  const identity = { name: name || fallback.name, email: email || fallback.email };
  known.set(repo, identity);
  return ok(identity);
}
