import type { Failure } from '../../core/failure.ts';
import type { Result } from '../../core/result.ts';
import { locateLandingLease } from '../../io/store/run-folder.ts';
import { waitForLease } from '../wait-for-lease.ts';
import type { Run } from '../work/run.ts';

/** Landings are short, but one may be testing a merged tree: how long another waits for it. */
const patienceMs = 60 * 60 * 1000;

/** Does the work while no other landing of this repository is under way; waits for its turn. */
export function withLandingLease<T>(
  { context, project, spec }: Run,
  work: () => Promise<Result<T, Failure>>,
): Promise<Result<T, Failure>> {
  const file = locateLandingLease(project.store);
  return waitForLease(context, { file, what: 'landing', patienceMs, spec: spec.id }, work);
}
