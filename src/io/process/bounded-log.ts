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
 * Opens a log for appending, readable by its owner only; `limit` (bytes) holds for what this opening writes. What is
 * offered is on disk a quarter of a second later at the latest, or as soon as it is 64 kB: a talker that says a little
 * all the time would otherwise cost a write for each word.
 */
export function openBoundedLog(file: string, limit: number): Result<BoundedLog, FileTrouble> {
  try {
    return ok(boundedLog(openSync(file, 'a', 0o600), limit));
  } catch (error) {
    const reason = errorReason(error);
    return err({ kind: 'file-trouble', action: 'write', path: file, reason });
  }
}

const lateMs = 250;
const muchBytes = 64 * 1024;

function boundedLog(fd: number, limit: number): BoundedLog {
  let offered = 0;
  let kept = 0;
  let waiting: Buffer[] = [];
  let size = 0;
  let timer: NodeJS.Timeout | null = null;
  let broken = false;
  const flush = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    const chunk = Buffer.concat(waiting);
    waiting = [];
    size = 0;
    if (broken || chunk.length === 0) return;
    try {
      writeSync(fd, chunk);
    } catch {
      // A full disk must not end the run: what is lost here is counted as left out.
      broken = true;
      kept -= chunk.length;
    }
  };
  const put = (chunk: Buffer): void => {
    if (broken || chunk.length === 0) return;
    // Copied: it may be a piece of a block that is filled again.
    waiting.push(Buffer.from(chunk));
    kept += chunk.length;
    size += chunk.length;
    if (size >= muchBytes) flush();
    else timer ??= setTimeout(flush, lateMs).unref();
  };
  return {
    write(chunk) {
      offered += chunk.length;
      put(chunk.subarray(0, Math.max(0, limit - kept)));
    },
    bytes: () => offered,
    close() {
      flush();
      const left = offered - kept;
      if (left > 0) put(Buffer.from(`\n[${left} more bytes were left out]\n`));
      flush();
      closeSync(fd);
    },
  };
}
