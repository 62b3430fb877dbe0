import { isHolderAlive, readLease } from '../../io/store/lease.ts';
import type { Store } from '../../io/store/find-store.ts';
import { listLeasedIds, locateLandingLease, locateSpecLease } from '../../io/store/run-folder.ts';

/** Leases whose holders are not alive any more. */
export interface DeadLeases {
  readonly specs: readonly string[];
  readonly landing: boolean;
}

/** Finds what killed chants have left; null: nothing. Costs one look into one folder where nothing runs. */
export function findDeadLeases(store: Store, host: string): DeadLeases | null {
  const isDead = (file: string): boolean => {
    const holder = readLease(file);
    return holder !== null && !isHolderAlive(holder, host);
  };
  const specs = listLeasedIds(store).filter((id) => isDead(locateSpecLease(store, id)));
  const landing = isDead(locateLandingLease(store));
  return specs.length > 0 || landing ? { specs, landing } : null;
}
