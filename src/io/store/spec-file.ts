import path from 'node:path';
import type { Store } from './find-store.ts';

/**
 * Absolute path of a file of the store. `relative` is as `Spec.path` has it, `.chant/specs/<id>.md`; in silent mode
 * the folder may be that of another checkout.
 */
export function locateFile(store: Store, relative: string): string {
  // No `join`: it would cost more than all else that a list of 10,000 specs does with names.
  return `${path.dirname(store.dir)}/${relative}`;
}
