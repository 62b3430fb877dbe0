import type { Context } from '../../context.ts';
import type { Failure } from '../../core/failure.ts';
import { ok, type Result } from '../../core/result.ts';
import { unconfined } from '../../core/sandbox/plan-confinement.ts';
import { openRepo } from '../../io/git/open-repo.ts';
import { acquireLease, type Lease, releaseLease, type Scratch } from '../../io/store/lease.ts';
import { locateLandingLease } from '../../io/store/run-folder.ts';
import type { Project } from '../open-project.ts';
import { withSpecLease } from '../work/spec-lease.ts';
import type { DeadLeases } from './find-dead-leases.ts';
import { recoverRun } from './recover-run.ts';
import { settleScratch } from './settle-scratch.ts';

/** Puts in order whatever chants that were killed have left, before anybody looks at it. */
export async function settleRuns(context: Context, project: Project, dead: DeadLeases): Promise<Result<void, Failure>> {
  const repo = await openRepo(project.store.root, context.env);
  if (!repo.ok) return repo;
  for (const id of dead.specs) {
    const site = { context, project, repo: repo.value, confinement: unconfined };
    const settled = await withSpecLease(site, id, (lease) => recoverRun(site, id, lease));
    // Locked: somebody else is at it, or has been quicker, which is as good. Anything else must not keep the user
    // from his other specs.
    if (!settled.ok && settled.failure.kind !== 'locked') {
      context.emit({
        kind: 'warning',
        spec: id,
        message: `its last run could not be put in order: ${settled.failure.kind}`,
      });
    }
  }
  for (const { file, scratch } of dead.apart) {
    const lease = inherit(context, file, scratch);
    // Somebody else is at it.
    if (!lease.ok) continue;
    if (scratch !== null) await settleScratch({ context, repo: repo.value }, scratch);
    releaseLease(lease.value);
  }
  if (dead.landing) {
    const lease = inherit(context, locateLandingLease(project.store), null);
    if (lease.ok) releaseLease(lease.value);
  }
  return ok(undefined);
}

/** Takes a lease over from a holder that is dead; what it says of folders stays in it until they are gone. */
function inherit(context: Context, file: string, scratch: Scratch | null): Result<Lease, Failure> {
  const { pid, hostname: host } = context.process;
  const now = new Date(context.clock.now()).toISOString();
  const what = scratch?.spec ?? 'landing';
  const named = scratch === null ? {} : { scratch };
  return acquireLease({ file, what, pid, host, now, token: context.random.base36(16), ...named });
}
