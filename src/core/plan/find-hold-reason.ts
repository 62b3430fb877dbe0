import { isComplete } from './is-complete.ts';
import type { RunRecord } from './run-record.ts';
import type { ReasonCode } from './verdict.ts';

/**
 * Why the workspace of a run that was killed is kept for going on, instead of being taken away; null: it is not.
 * A person works in it; it was being paused; it was to be gone on in and no agent had started; or its agent was waiting
 * for a service and had its work half done.
 */
export function findHoldReason(record: RunRecord): ReasonCode | null {
  if (record.preparing === null || record.prepared === null) return null;
  if (record.takenOver !== null) return 'taken-over';
  if (record.pausing !== null && !isComplete(record.agent)) return 'paused';
  if (record.preparing.adopted !== undefined && record.agentPid === null) return 'paused';
  return record.waitingUntil !== null && record.agent === null ? 'interrupted' : null;
}
