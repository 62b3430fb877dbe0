import { isHolderAlive, readLease, type Scratch } from '../../io/store/lease.ts';
import type { Store } from '../../io/store/find-store.ts';
import { listApartLeases, listLeasedIds, locateLandingLease, locateSpecLease } from '../../io/store/run-folder.ts';

/** Leases whose holders are not alive any more. */
export interface DeadLeases {
  readonly specs: readonly string[];
  readonly landing: boolean;
  /** Of checks without a run: the lease file, and the folders that it names. */
  readonly apart: readonly { readonly file: string; readonly scratch: Scratch | null }[];
}

/** Finds what killed chants have left; null: nothing. Costs one look into one folder where nothing runs. */
export function findDeadLeases(store: Store, host: string): DeadLeases | null {
  const isDead = (file: string): boolean => {
    const holder = readLease(file);
    return holder !== null && !isHolderAlive(holder, host);
  };
  const specs = listLeasedIds(store).filter((id) => isDead(locateSpecLease(store, id)));
  const landing = isDead(locateLandingLease(store));
  const apart = listApartLeases(store)
    .filter(isDead)
    .map((file) => ({ file, scratch: readLease(file)?.scratch ?? null }));
  return specs.length > 0 || landing || apart.length > 0 ? { specs, landing, apart } : null;
}
