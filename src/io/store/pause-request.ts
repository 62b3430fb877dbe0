import fs from 'node:fs';
import path from 'node:path';
import type { FileTrouble } from '../../core/failure.ts';
import { ok, type Result } from '../../core/result.ts';
import { writeFileAtomic } from './atomic-write.ts';
import type { Store } from './find-store.ts';

/** Somebody asks the chant that runs a spec to pause it. */
export interface PauseRequest {
  /** Token of the lease that the run holds: what was asked of an earlier run is nothing to a later one. */
  readonly lease: string;
  readonly by: 'pause' | 'takeover';
  readonly who: string;
}

function locate(store: Store, id: string): string {
  return path.join(store.runsDir, id, 'pause.json');
}

/** Leaves the request where the run looks for it. */
export function writePauseRequest(store: Store, id: string, request: PauseRequest): Result<void, FileTrouble> {
  const written = writeFileAtomic(locate(store, id), JSON.stringify(request));
  return written.ok ? ok(undefined) : written;
}

/** What is asked of the run that holds this lease; null: nothing. */
export function readPauseRequest(store: Store, id: string, lease: string): PauseRequest | null {
  const file = locate(store, id);
  // Asked four times in a second: an error that is thrown would cost more than all else that is done in one.
  if (!fs.existsSync(file)) return null;
  try {
    const value: unknown = JSON.parse(fs.readFileSync(file, 'utf8'));
    return isRequest(value) && value.lease === lease ? value : null;
  } catch {
    return null;
  }
}

/** Takes the request away: it has been answered, or nobody waits for an answer any more. */
export function removePauseRequest(store: Store, id: string): void {
  fs.rmSync(locate(store, id), { force: true });
}

function isRequest(value: unknown): value is PauseRequest {
  if (typeof value !== 'object' || value === null) return false;
  const { lease, by, who } = { lease: null, by: null, who: null, ...value };
  return typeof lease === 'string' && typeof who === 'string' && who !== '' && (by === 'pause' || by === 'takeover');
}
