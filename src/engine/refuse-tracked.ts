import type { Failure } from '../core/failure.ts';
import { err, ok, type Result } from '../core/result.ts';
import { listTracked } from '../io/git/list-tracked.ts';
import type { Repo } from '../io/git/repo.ts';

/** An ignore list does nothing for files that git tracks: silent mode would be silent in name only. Failure: files-tracked. */
export async function refuseTracked(repo: Repo): Promise<Result<void, Failure>> {
  const tracked = await listTracked(repo, '.chant');
  if (!tracked.ok) return tracked;
  if (tracked.value.length === 0) return ok(undefined);
  return err({ kind: 'files-tracked', paths: tracked.value.slice(0, 5), count: tracked.value.length });
}
