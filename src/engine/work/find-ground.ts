import type { Preparing } from '../../core/plan/journal.ts';
import { listAttempts, locateRun } from '../../io/store/run-folder.ts';
import { loadRunRecord } from '../../io/store/run-record.ts';
import { findWorktreeGitDir } from '../../io/workspace/git-dir-of.ts';
import { loadBefore } from '../recover/load-before.ts';
import type { Ground, Run } from './run.ts';

/** How chant's git looks at a workspace that an earlier step, or an earlier attempt, has made; null: it is not there. */
export function findGround(run: Run, { entry: _, ...preparing }: Preparing): Ground | null {
  if (preparing.isolation === 'clone') return { ...preparing, gitDir: run.repo.gitDir };
  const gitDir = findWorktreeGitDir(preparing.workspace, listGuarded(run, preparing.workspace));
  return gitDir === null ? null : { ...preparing, gitDir };
}

/** Files that were guarded when an agent began there: among them is the one that tells where the git directory is. */
function listGuarded({ project, spec, attempt }: Run, workspace: string): readonly string[] {
  for (const earlier of listAttempts(project.store, spec.id).toReversed()) {
    if (earlier > attempt) continue;
    const known = loadBefore(locateRun(project.store, spec.id, earlier));
    const isSame = loadRunRecord(project.store, spec.id, earlier)?.preparing?.workspace === workspace;
    if (known !== null && isSame) return Object.keys(known.files.files);
  }
  return [];
}
