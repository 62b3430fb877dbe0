import type { Repo } from './repo.ts';
import { runGit } from './run-git.ts';

/** The name that the user has told git; null where there is none, or git cannot tell. */
export async function readUserName(repo: Repo): Promise<string | null> {
  const answer = await runGit(repo, ['config', '--get', 'user.name'], { expect: [1] });
  return answer.ok ? answer.value.stdout.trim() || null : null;
}
