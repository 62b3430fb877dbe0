import fs from 'node:fs';
import path from 'node:path';
import type { Failure } from '../../core/failure.ts';
import type { Change } from '../../core/plan/collected.ts';
import { ok, type Result } from '../../core/result.ts';
import { lookAt } from './look-at.ts';
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
  const leaving = changes.filter((change) => change.status === 'deleted').map((change) => change.path);
  return ok([...own, ...added.map((change) => change.path).filter((name) => isOccupied(root, name, leaving))]);
}

/**
 * Whether something stands at the path, or a file stands where one of its folders would be, that does not leave with
 * the same changes. In a folder that a file takes the place of, everything must leave: git would remove what it ignores.
 */
function isOccupied(root: string, name: string, leaving: readonly string[]): boolean {
  const parts = name.split('/');
  return parts.some((_, index) => {
    const here = parts.slice(0, index + 1).join('/');
    const stat = lookAt(path.join(root, here));
    if (stat === null) return false;
    if (stat.isDirectory()) return index === parts.length - 1 && !isLeaving(root, here, leaving);
    return !leaving.includes(here);
  });
}

function isLeaving(root: string, folder: string, leaving: readonly string[]): boolean {
  return fs.readdirSync(path.join(root, folder), { withFileTypes: true }).every((entry) => {
    const here = `${folder}/${entry.name}`;
    return entry.isDirectory() ? isLeaving(root, here, leaving) : leaving.includes(here);
  });
}
