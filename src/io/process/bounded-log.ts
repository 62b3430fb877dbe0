import { closeSync, openSync, writeSync } from 'node:fs';
import type { FileTrouble } from '../../core/failure.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { errorReason } from './error-reason.ts';

/** A file that keeps the first bytes of an output and says how much it left out. */
export interface BoundedLog {
  write(chunk: Buffer): void;
  /** All bytes that were offered, kept or not. */
  bytes(): number;
  close(): void;
}

/**
 * Opens a log for appending, readable by its owner only; `limit` (bytes) holds for what this opening writes.
 * Writing is synchronous: the log is on disk when chant is killed, and nothing piles up in memory.
 */
export function openBoundedLog(file: string, limit: number): Result<BoundedLog, FileTrouble> {
  try {
    return ok(boundedLog(openSync(file, 'a', 0o600), limit));
  } catch (error) {
    const reason = errorReason(error);
    return err({ kind: 'file-trouble', action: 'write', path: file, reason });
  }
}

function boundedLog(fd: number, limit: number): BoundedLog {
  let offered = 0;
  let kept = 0;
  let broken = false;
  const put = (chunk: Buffer): void => {
    if (broken || chunk.length === 0) return;
    try {
      writeSync(fd, chunk);
      kept += chunk.length;
    } catch {
      // A full disk must not end the run: what is lost here is counted as left out.
      broken = true;
    }
  };
  return {
    write(chunk) {
      offered += chunk.length;
      put(chunk.subarray(0, Math.max(0, limit - kept)));
    },
    bytes: () => offered,
    close() {
      const left = offered - kept;
      if (left > 0) put(Buffer.from(`\n[${left} more bytes were left out]\n`));
      closeSync(fd);
    },
  };
}
