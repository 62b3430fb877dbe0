import { readFileSync, statSync } from 'node:fs';
import { errorReason } from '../process/error-reason.ts';
import { hashContent, locateProjectFile, type ProjectPlace } from './project-files.ts';

/** What can be told of a file of the user's working tree by looking at it once. */
export type Fingerprint =
  | { readonly kind: 'hash'; readonly hash: string }
  | { readonly kind: 'missing' }
  | { readonly kind: 'unreadable'; readonly reason: string };

/** Takes the fingerprint of a file as it is now; never throws what the disk says. */
export function fingerprintFile(place: ProjectPlace, relative: string): Fingerprint {
  const file = locateProjectFile(place, relative);
  if (file === null) return { kind: 'unreadable', reason: 'it leads out of the checkout' };
  try {
    const stats = statSync(file, { throwIfNoEntry: false });
    if (stats === undefined) return { kind: 'missing' };
    if (!stats.isFile()) return { kind: 'unreadable', reason: stats.isDirectory() ? 'a folder' : 'no file' };
    return { kind: 'hash', hash: hashContent(readFileSync(file)) };
  } catch (cause) {
    const reason = errorReason(cause);
    return reason === 'ENOTDIR' ? { kind: 'missing' } : { kind: 'unreadable', reason };
  }
}
