import type { Store } from './find-store.ts';
import { isHolderAlive, type LeaseHolder, readLease } from './lease.ts';
import { listLeasedIds, locateSpecLease } from './run-folder.ts';

/** A run that an agent is at. */
export interface AgentRun {
  readonly agent: string;
  readonly spec: string;
  readonly holder: LeaseHolder;
}

/** The live runs of this repository that have an agent, by spec. `host`: this machine's name. */
export function listAgentRuns(store: Store, host: string): readonly AgentRun[] {
  return listLeasedIds(store).flatMap((spec) => {
    const holder = readLease(locateSpecLease(store, spec));
    if (holder === null || holder.agent === null || !isHolderAlive(holder, host)) return [];
    return [{ agent: holder.agent, spec, holder }];
  });
}
