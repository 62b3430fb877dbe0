import type { RunRecord } from '../../core/plan/run-record.ts';
import type { Store } from '../../io/store/find-store.ts';
import { listAttempts } from '../../io/store/run-folder.ts';
import { loadRunRecord } from '../../io/store/run-record.ts';

/** A record whose run has (or had) a workspace. */
export interface HeldRecord extends RunRecord {
  readonly preparing: NonNullable<RunRecord['preparing']>;
}

/**
 * The newest attempt that has a workspace, if it waits there for somebody to go on; null: there is none.
 * `before`: only attempts with a smaller number are looked at. An attempt that was stopped before it had a workspace
 * says nothing of the earlier ones.
 */
export function findHeld(store: Store, id: string, before: number = Number.POSITIVE_INFINITY): HeldRecord | null {
  for (const attempt of listAttempts(store, id).toReversed()) {
    const record = attempt < before ? loadRunRecord(store, id, attempt) : null;
    if (record?.finished?.outcome === 'reset') return null;
    if (record?.preparing) return isHeld(record) ? record : null;
  }
  return null;
}

/** Whether a run's workspace was kept when it ended. */
function isHeld(record: RunRecord): record is HeldRecord {
  return record.preparing !== null && record.finished?.outcome === 'paused' && record.finished.kept === true;
}

/** The newest attempt before this one that has worked in the same workspace and come to something; null: it is the first. */
export function findForerunner(store: Store, id: string, of: HeldRecord): RunRecord | null {
  if (of.preparing.adopted === undefined) return null;
  for (const attempt of listAttempts(store, id).toReversed()) {
    const record = attempt < of.attempt ? loadRunRecord(store, id, attempt) : null;
    if (record?.collected && record.preparing?.workspace === of.preparing.workspace) return record;
  }
  return null;
}
