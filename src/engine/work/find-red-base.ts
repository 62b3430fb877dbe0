import type { Failure } from '../../core/failure.ts';
import { ok, type Result } from '../../core/result.ts';
import { isAncestor } from '../../io/git/merge-base.ts';
import { listAttempts } from '../../io/store/run-folder.ts';
import { loadRunRecord } from '../../io/store/run-record.ts';
import type { Ground, Run } from './run.ts';

/**
 * Commit on which a check must show what it shows without the work: the base, or, where an earlier attempt of the same
 * spec has landed on the target already (a second round after a review), the base of the first of those.
 */
export async function findRedBase(
  run: Run,
  { base, target }: Pick<Ground, 'base' | 'target'>,
): Promise<Result<string, Failure>> {
  const { store } = run.project;
  for (const attempt of listAttempts(store, run.spec.id)) {
    if (attempt >= run.attempt) break;
    const record = loadRunRecord(store, run.spec.id, attempt);
    if (record === null || record.preparing === null || record.landed?.target !== target) continue;
    const isBelow = await isAncestor(run.repo, record.landed.commit, base);
    if (!isBelow.ok) return isBelow;
    if (isBelow.value) return ok(record.preparing.base);
  }
  return ok(base);
}
