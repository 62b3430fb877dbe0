import { readFileSync } from 'node:fs';
import { parseProcStat, type ProcStat } from './parse-proc-stat.ts';

/** A pid alone may be used again by another process; with its start time it may not. */
export interface ProcessIdentity {
  readonly pid: number;
  /** Null where it is not known: then the pid alone counts. */
  readonly startTime: string | null;
}

/**
 * When a process was started, as an opaque string that is the same at each call for the same process.
 * Null where there is no such process, it is a zombie, or the system does not tell.
 */
export function processStartTime(pid: number): string | null {
  if (process.platform === 'linux') return readProcStat(pid)?.startTime ?? null;
  if (process.platform === 'darwin') return psStartTime(pid);
  return null;
}

/** Whether that very process lives. A zombie is dead, a process of another user lives, a reused pid is somebody else. */
export function isProcessAlive(identity: ProcessIdentity): boolean {
  if (identity.pid <= 0 || !isSignalable(identity.pid)) return false;
  if (process.platform === 'linux') {
    const stat = readProcStat(identity.pid);
    return stat !== null && (identity.startTime === null || identity.startTime === stat.startTime);
  }
  if (identity.startTime === null) return true;
  const startTime = processStartTime(identity.pid);
  return startTime === null || startTime === identity.startTime;
}

/** What Linux tells of a process that lives; null for a zombie. */
export function readProcStat(pid: number): ProcStat | null {
  try {
    const stat = parseProcStat(readFileSync(`/proc/${pid}/stat`, 'utf8'));
    return stat === null || stat.state === 'Z' || stat.state === 'X' ? null : stat;
  } catch {
    return null;
  }
}

function isSignalable(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function psStartTime(pid: number): string | null {
  // Got only where it is needed: it takes ms to load, and every command that looks at runs would pay for it.
  const { spawnSync } = process.getBuiltinModule('node:child_process');
  const ps = spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], {
    encoding: 'utf8',
    env: { LC_ALL: 'C', PATH: '/bin:/usr/bin' },
  });
  const text = ps.status === 0 ? ps.stdout.trim() : '';
  return text === '' ? null : text;
}
