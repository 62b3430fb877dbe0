import type { Failure } from '../../core/failure.ts';
import type { Result } from '../../core/result.ts';
import type { Lease } from '../../io/store/lease.ts';
import type { Site } from '../work/check-ready.ts';
import { withSpecLease } from '../work/spec-lease.ts';
import { recoverRun } from './recover-run.ts';

/**
 * Does something with a spec while nobody else may, after what a killed run left has been put in order. Whatever fails
 * half-way (git, the disk, Ctrl-C during a check) is pinned, cleaned and written down like a crash. Failures: locked,
 * those of recovering a run, and those of the work.
 */
export function withSettledSpec<T>(
  site: Site,
  id: string,
  work: (lease: Lease) => Promise<Result<T, Failure>>,
): Promise<Result<T, Failure>> {
  return withSpecLease(site, id, async (lease) => {
    const recovered = await recoverRun(site, id, lease);
    if (!recovered.ok) return recovered;
    const done = await work(lease);
    if (done.ok) return done;
    const settled = await recoverRun(site, id, lease);
    return settled.ok ? done : settled;
  });
}
