import type { RunState } from '../../core/lifecycle/run-state.ts';
import { buildRunRecord, buildRunState, type RunRecord } from '../../core/plan/run-record.ts';
import type { Store } from './find-store.ts';
import { readJournal } from './journal.ts';
import { isHolderAlive, readLease } from './lease.ts';
import { listAttempts, listRunIds, locateRun, locateSpecLease } from './run-folder.ts';

/** The record of one attempt, or null when its journal says nothing (it was killed before it began). */
export function loadRunRecord(store: Store, id: string, attempt: number): RunRecord | null {
  const lines = readJournal(locateRun(store, id, attempt));
  return lines.length === 0 ? null : buildRunRecord(id, attempt, lines);
}

/** The record of a spec's newest attempt that has one. */
export function loadLatestRecord(store: Store, id: string): RunRecord | null {
  for (const attempt of listAttempts(store, id).toReversed()) {
    const record = loadRunRecord(store, id, attempt);
    if (record !== null) return record;
  }
  return null;
}

/** Where the latest attempt of every spec that ever ran stands, by spec id. `host`: this machine's name. */
export function loadRunStates(store: Store, host: string): ReadonlyMap<string, RunState> {
  const states = new Map<string, RunState>();
  for (const id of listRunIds(store)) {
    const state = loadRunState(store, id, host);
    if (state !== null) states.set(id, state);
  }
  return states;
}

/** The same for one spec; null when it never ran. */
export function loadRunState(store: Store, id: string, host: string): RunState | null {
  const record = loadLatestRecord(store, id);
  if (record === null) return null;
  const holder = readLease(locateSpecLease(store, id));
  return buildRunState(record, holder !== null && isHolderAlive(holder, host));
}
