import fs from 'node:fs';
import path from 'node:path';
import type { Failure } from '../../core/failure.ts';
import type { Change } from '../../core/plan/collected.ts';
import { ok, type Result } from '../../core/result.ts';
import type { Repo } from './repo.ts';
import { runGit, splitNul } from './run-git.ts';

/**
 * Those of the changes that would meet something of the user's own in the checkout at `root`: uncommitted or staged
 * changes of the same file, or an untracked file where one would be added. Nothing is touched.
 */
export async function listInTheWay(
  repo: Repo,
  root: string,
  changes: readonly Change[],
): Promise<Result<readonly string[], Failure>> {
  const there: Repo = { ...repo, root };
  // Brings the index's idea of file times up to date in memory, so that a touched file is not taken for a changed one.
  const dirty = await runGit(there, [
    'status',
    '--porcelain=v1',
    '-z',
    '--untracked-files=no',
    '--no-renames',
    '--ignore-submodules=all',
  ]);
  if (!dirty.ok) return dirty;
  const changed = new Set(splitNul(dirty.value.stdout).map((line) => line.slice(3)));
  const wanted = changes.map((change) => change.path);
  const own = wanted.filter((name) => changed.has(name));
  const added = changes.filter((change) => change.status === 'added' && !changed.has(change.path));
  return ok([...own, ...added.map((change) => change.path).filter((name) => isOccupied(root, name))]);
}

/** Whether something stands at the path, or a file stands where one of its folders would be. */
function isOccupied(root: string, name: string): boolean {
  const parts = name.split('/');
  return parts.some((_, index) => {
    const stat = fs.lstatSync(path.join(root, ...parts.slice(0, index + 1)), { throwIfNoEntry: false });
    return stat !== undefined && (index === parts.length - 1 || !stat.isDirectory());
  });
}
