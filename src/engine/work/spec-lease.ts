import type { Failure } from '../../core/failure.ts';
import type { Result } from '../../core/result.ts';
import { acquireLease, type Lease, releaseLease } from '../../io/store/lease.ts';
import { locateSpecLease } from '../../io/store/run-folder.ts';
import type { Site } from './check-ready.ts';

/**
 * Does something with a spec while nobody else may. Fails with `locked` at once when somebody does.
 * A bug that is thrown leaves the lease to be found: the next command puts the run in order.
 */
export async function withSpecLease<T>(
  site: Pick<Site, 'context' | 'project'>,
  id: string,
  work: (lease: Lease) => Promise<Result<T, Failure>>,
): Promise<Result<T, Failure>> {
  const { context, project } = site;
  const lease = acquireLease({
    file: locateSpecLease(project.store, id),
    what: id,
    pid: context.process.pid,
    host: context.process.hostname,
    now: new Date(context.clock.now()).toISOString(),
    token: context.random.base36(16),
  });
  if (!lease.ok) return lease;
  const result = await work(lease.value);
  releaseLease(lease.value);
  return result;
}
