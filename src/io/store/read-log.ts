import fs from 'node:fs';

const chunkBytes = 64 * 1024;

/** Up to 64 kB of a log from an offset on; empty at its end, or where there is no log (yet). */
export function readLogFrom(file: string, offset: number): Buffer {
  let handle: number;
  try {
    handle = fs.openSync(file, 'r');
  } catch {
    return Buffer.alloc(0);
  }
  try {
    const buffer = Buffer.alloc(chunkBytes);
    return buffer.subarray(0, fs.readSync(handle, buffer, 0, chunkBytes, offset));
  } finally {
    fs.closeSync(handle);
  }
}
