import type { Context } from '../../context.ts';
import type { Failure } from '../../core/failure.ts';
import { ok, type Result } from '../../core/result.ts';
import { unconfined } from '../../core/sandbox/plan-confinement.ts';
import { openRepo } from '../../io/git/open-repo.ts';
import { acquireLease, releaseLease } from '../../io/store/lease.ts';
import { locateLandingLease } from '../../io/store/run-folder.ts';
import type { Project } from '../open-project.ts';
import { withSpecLease } from '../work/spec-lease.ts';
import type { DeadLeases } from './find-dead-leases.ts';
import { recoverRun } from './recover-run.ts';

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
  if (dead.landing) {
    const { pid, hostname } = context.process;
    const now = new Date(context.clock.now()).toISOString();
    const file = locateLandingLease(project.store);
    const lease = acquireLease({ file, what: 'landing', pid, host: hostname, now, token: context.random.base36(16) });
    if (lease.ok) releaseLease(lease.value);
  }
  return ok(undefined);
}
