import fs from 'node:fs';
import path from 'node:path';
import type { Repo } from './repo.ts';

/**
 * Branches (full refs) that are being rebased in any checkout of the repository. Nobody has them checked out at that
 * time, and still they must not move: git would refuse to bring the rebase to its end.
 */
export function listRebasing(repo: Repo): readonly string[] {
  const folder = path.join(repo.commonDir, 'worktrees');
  const linked = fs.existsSync(folder) ? fs.readdirSync(folder).map((name) => path.join(folder, name)) : [];
  return [repo.commonDir, ...linked].flatMap((gitDir) =>
    ['rebase-merge', 'rebase-apply'].flatMap((kind) => readName(path.join(gitDir, kind, 'head-name'))),
  );
}

function readName(file: string): readonly string[] {
  try {
    return [fs.readFileSync(file, 'utf8').trim()];
  } catch {
    return [];
  }
}
