import { isProcessAlive } from './process-identity.ts';

/** Sends a signal to a process, if it is still the one that is meant. False: it is not there any more. */
export function signalProcess(
  identity: { readonly pid: number; readonly startTime: string | null },
  signal: 'SIGTERM' | 'SIGINT',
): boolean {
  if (identity.pid <= 1 || !isProcessAlive(identity)) return false;
  try {
    return process.kill(identity.pid, signal);
  } catch {
    return false;
  }
}
