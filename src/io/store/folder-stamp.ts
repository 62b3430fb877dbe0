import { readStats } from './read-spec-text.ts';
import { isRacy } from './spec-stamps.ts';

/**
 * What tells that nothing came into a folder, left it or got another name: mtimeMs, ctimeMs, inode. What was written
 * into a file of the folder it does not tell. Null: there was no folder.
 */
export type FolderStamp = readonly [mtimeMs: number, ctimeMs: number, inode: number] | null;

/** The stamp of a folder as it is now. */
export function stampFolder(place: string): FolderStamp {
  const stats = readStats(place);
  return stats === null ? null : [stats.mtimeMs, stats.ctimeMs, stats.ino];
}

/** Whether a folder is as it was when its stamp was taken for a cache that was written at `writtenMs`. */
export function isFolderAsItWas(place: string, stamp: FolderStamp, writtenMs: number): boolean {
  const now = stampFolder(place);
  if (now === null || stamp === null) return now === stamp;
  return !isRacy(now[0], writtenMs) && now.every((value, index) => value === stamp[index]);
}
