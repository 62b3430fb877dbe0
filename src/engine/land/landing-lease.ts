import { setTimeout as sleep } from 'node:timers/promises';
import type { Failure } from '../../core/failure.ts';
import { err, type Result } from '../../core/result.ts';
import { acquireLease, releaseLease } from '../../io/store/lease.ts';
import { locateLandingLease } from '../../io/store/run-folder.ts';
import type { Run } from '../work/run.ts';

/** Landings are short, but one may be testing a merged tree: how long another waits for it. */
const patienceMs = 60 * 60 * 1000;

/** Does the work while no other landing of this repository is under way; waits for its turn. */
export async function withLandingLease<T>(
  run: Run,
  work: () => Promise<Result<T, Failure>>,
): Promise<Result<T, Failure>> {
  const { context, project, spec } = run;
  const { pid, hostname } = context.process;
  const begin = context.clock.now();
  for (let pause = 20; ; pause = Math.min(pause * 2, 1000)) {
    const now = context.clock.now();
    const lease = acquireLease({
      file: locateLandingLease(project.store),
      what: 'landing',
      pid,
      host: hostname,
      now: new Date(now).toISOString(),
      token: context.random.base36(16),
    });
    if (lease.ok) {
      try {
        return await work();
      } finally {
        releaseLease(lease.value);
      }
    }
    if (lease.failure.kind !== 'locked' || now - begin > patienceMs) return lease;
    if (context.signal.aborted) return err({ kind: 'interrupted', spec: spec.id });
    await sleep(pause);
  }
}
