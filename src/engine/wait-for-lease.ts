import { setTimeout as sleep } from 'node:timers/promises';
import type { Context } from '../context.ts';
import type { Failure } from '../core/failure.ts';
import { err, type Result } from '../core/result.ts';
import { acquireLease, releaseLease } from '../io/store/lease.ts';

export interface WaitingFor {
  /** Absolute path of the lease file. */
  readonly file: string;
  /** What is leased, for the failure. */
  readonly what: string;
  /** How long others are waited for. */
  readonly patienceMs: number;
  /** The spec that waits. */
  readonly spec: string;
}

/** Does something while nobody else does it; waits for its turn. Failures: locked (for too long), interrupted. */
export async function waitForLease<T>(
  context: Context,
  { file, what, patienceMs, spec }: WaitingFor,
  work: () => Promise<Result<T, Failure>>,
): Promise<Result<T, Failure>> {
  const { pid, hostname } = context.process;
  const begin = context.clock.now();
  for (let pause = 20; ; pause = Math.min(pause * 2, 1000)) {
    const now = context.clock.now();
    const lease = acquireLease({
      ...{ file, what, pid, host: hostname },
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
    if (context.signal.aborted) return err({ kind: 'interrupted', spec });
    await sleep(pause);
  }
}
