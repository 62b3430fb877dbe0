import { assertNever } from '../assert-never.ts';
import type { Readiness } from '../graph/judge-readiness.ts';
import type { Spec, SpecStatus } from '../spec/spec.ts';
import type { RunState } from './run-state.ts';

/**
 * Where a spec stands: its file for what is settled (`completed`, `cancelled`), the run record for what is going on.
 * `run` is the latest attempt, null where there is none: then the file counts, also for an `in_progress` that another
 * tool wrote. Never `ready` or `blocked`: see `statusWithReadiness`.
 */
export function effectiveStatus(spec: Pick<Spec, 'status'>, run: RunState | null): SpecStatus {
  const written = spec.status === 'ready' || spec.status === 'blocked' ? 'pending' : spec.status;
  if (run === null || written === 'completed' || written === 'cancelled') return written;
  switch (run.phase) {
    case 'running':
      return 'in_progress';
    case 'paused':
      return 'paused';
    case 'failed':
    case 'interrupted':
      return 'failed';
    case 'needs_attention':
      return 'needs_attention';
    case 'landed':
      return 'completed';
    case 'reset':
      return 'pending';
    default:
      return assertNever(run.phase);
  }
}

/** The status that people see: a pending spec is `ready` or `blocked`. */
export function statusWithReadiness(status: SpecStatus, readiness: Readiness): SpecStatus {
  if (status !== 'pending') return status;
  return readiness.kind === 'ready' ? 'ready' : 'blocked';
}
