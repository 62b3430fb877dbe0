import type { Failure } from '../../core/failure.ts';
import { ok, type Result } from '../../core/result.ts';
import type { Repo } from './repo.ts';
import { runGit, splitNul } from './run-git.ts';

/** Paths that stand at the top of a commit's tree, and directly in the given folders of it. */
export async function listNames(
  repo: Repo,
  commit: string,
  folders: readonly string[],
): Promise<Result<readonly string[], Failure>> {
  const args = ['ls-tree', '-z', '--name-only', '--full-tree', commit];
  const top = await runGit(repo, args);
  if (!top.ok) return top;
  const inside = await runGit(repo, [...args, '--', ...folders.map((folder) => `${folder}/`)]);
  return inside.ok ? ok([...splitNul(top.value.stdout), ...splitNul(inside.value.stdout)]) : inside;
}
