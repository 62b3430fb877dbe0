import type { Collected } from '../../core/plan/collected.ts';
import type { Failure } from '../../core/failure.ts';
import { ok, type Result } from '../../core/result.ts';
import { readBytesAt } from '../../io/git/cat-file.ts';
import { readProjectFile } from '../../io/project/project-files.ts';
import { readRunFile } from '../../io/store/run-file.ts';
import type { Run } from './run.ts';

/** Where a run's result is to be read. */
export type ResultPlace = Pick<Run, 'dir' | 'repo' | 'project'>;

/**
 * A file of a run's result: carried out of the workspace, in its commit, or (silent research) in the user's `.chant/`;
 * null: it is in none of them.
 */
export async function readResult(
  run: ResultPlace,
  collected: Pick<Collected, 'carriedOut' | 'work'>,
  path: string,
): Promise<Result<string | null, Failure>> {
  const carried = Object.hasOwn(collected.carriedOut, path) ? readRunFile(run.dir, `carried/${path}`) : null;
  if (carried !== null) return ok(carried.toString('utf8'));
  const committed = await readBytesAt(run.repo, collected.work, path);
  if (!committed.ok || committed.value !== null) {
    return committed.ok ? ok(committed.value?.toString('utf8') ?? null) : committed;
  }
  if (!path.startsWith('.chant/')) return ok(null);
  const place = { root: run.project.store.root, chantDir: run.project.store.dir };
  return ok(readProjectFile(place, path)?.data.toString('utf8') ?? null);
}
