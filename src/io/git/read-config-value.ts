import type { Repo } from './repo.ts';
import { runGit } from './run-git.ts';

/** What the user has told git under a key; null where there is nothing, or git cannot tell. */
export async function readConfigValue(repo: Repo, key: 'user.name' | 'user.email'): Promise<string | null> {
  const answer = await runGit(repo, ['config', '--get', key], { expect: [1] });
  return answer.ok ? answer.value.stdout.trim() || null : null;
}
