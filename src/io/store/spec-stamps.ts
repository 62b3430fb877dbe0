import type { Stats } from 'node:fs';

/**
 * What tells that files were not touched, four numbers each: mtimeMs, ctimeMs, size, inode. One array, because 10,000
 * objects would take longer to read and to forget than all the rest.
 */
export type Stamps = Float64Array<ArrayBuffer>;

/** Numbers a file. */
const width = 4;

/** Bytes a file. */
export const stampBytes = width * Float64Array.BYTES_PER_ELEMENT;

/** What was changed this shortly before a cache was written may have changed again without another stamp. */
const racyMs = 2000;

/** Whether what was touched at `mtimeMs` was so fresh at `writtenMs` that its stamp tells nothing. */
export function isRacy(mtimeMs: number, writtenMs: number): boolean {
  return mtimeMs >= writtenMs - racyMs;
}

/** Whether any of the files was that fresh. */
export function hasRacy(stamps: Stamps, writtenMs: number): boolean {
  for (let at = 0; at < stamps.length; at += width) {
    if (isRacy(stamps[at] ?? Number.NaN, writtenMs)) return true;
  }
  return false;
}

/** Stamps for so many files, that match nothing yet. */
export function makeStamps(count: number): Stamps {
  return new Float64Array(count * width).fill(Number.NaN);
}

/** Stamps as they were written: `bytes` of a file, from `start` to `end`. */
export function readStamps(bytes: Buffer, start: number, end: number): Stamps {
  const copy = new ArrayBuffer(end - start);
  bytes.copy(new Uint8Array(copy), 0, start, end);
  return new Float64Array(copy);
}

/** Takes down the stamp of the n-th file. What is no file keeps numbers that match nothing. */
export function takeStamp(stamps: Stamps, row: number, stats: Stats | null): void {
  if (stats?.isFile() !== true) return;
  const at = row * width;
  stamps[at] = stats.mtimeMs;
  stamps[at + 1] = stats.ctimeMs;
  stamps[at + 2] = stats.size;
  stamps[at + 3] = stats.ino;
}

/** Stamps as a cache has them that was written at `writtenMs`, milliseconds since 1970. */
export interface WrittenStamps {
  readonly stamps: Stamps;
  readonly writtenMs: number;
}

/** Whether the n-th file is as it was when its stamp was taken. */
export function isAsItWas({ stamps, writtenMs }: WrittenStamps, row: number, stats: Stats): boolean {
  const at = row * width;
  if (stamps[at] !== stats.mtimeMs || isRacy(stats.mtimeMs, writtenMs)) return false;
  return stamps[at + 1] === stats.ctimeMs && stamps[at + 2] === stats.size && stamps[at + 3] === stats.ino;
}
