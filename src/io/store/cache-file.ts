import path from 'node:path';
import { writeFileAtomic } from './atomic-write.ts';
import { readCode } from './file-trouble.ts';
import type { Store } from './find-store.ts';
import { makePrivateFolder } from './private-folder.ts';

/**
 * Where a store caches what `name` says; another name wherever another shape is meant. Linked worktrees share the
 * folder of caches and have specs of their own.
 */
export function locateCache(store: Store, name: string): string {
  if (path.dirname(store.dir) === store.home) return path.join(store.cacheDir, `${name}.bin`);
  // Got only here: it takes ms to load.
  const { createHash } = process.getBuiltinModule('node:crypto');
  const own = createHash('sha256').update(store.dir).digest('hex').slice(0, 12);
  return path.join(store.cacheDir, `${name}-${own}.bin`);
}

/** Writes a cache, or leaves it where the disk says no: what it was for is slower then, and nothing else. */
export function writeCache(store: Store, name: string, parts: readonly Uint8Array[]): void {
  try {
    makePrivateFolder(store.cacheDir);
  } catch (cause) {
    readCode(cause);
    return;
  }
  writeFileAtomic(locateCache(store, name), Buffer.concat(parts), { durable: false });
}
