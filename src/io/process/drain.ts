import type { StartedProcess } from './start-process.ts';
import { waitAtMost } from './wait-at-most.ts';

/** What is in the pipes of a process that has ended is read in no time. */
const drainMs = 1000;

/** Reads what is left in the pipes; a process that escaped and holds them open is not waited for. */
export async function drain(child: Pick<StartedProcess, 'closed' | 'stdout' | 'stderr'>): Promise<void> {
  await waitAtMost(drainMs, child.closed);
  child.stdout.destroy();
  child.stderr.destroy();
}
