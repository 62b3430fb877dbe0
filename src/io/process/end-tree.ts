import { setTimeout as sleep } from 'node:timers/promises';
import { findTree, type Tree } from './find-tree.ts';
import { isProcessAlive } from './process-identity.ts';
import type { ProcessRow } from './process-row.ts';

export interface EndOptions {
  readonly pid: number;
  /** Null where it is not known: then the pid alone names the process. */
  readonly startTime: string | null;
  /** Null where the processes carry none. */
  readonly token: string | null;
  /** How long they may take to end after TERM before they are killed; 0 kills at once. */
  readonly graceMs: number;
  /**
   * The process is a sandbox, and its child is the first process inside: TERM to either would end everything at once.
   * What runs inside is told, and when it has gone the two go by themselves.
   */
  readonly isBoxed?: boolean;
  /** Asked again and again while the grace lasts: true ends it. */
  readonly isHurried?: () => boolean;
}

export interface EndedProcess {
  readonly pid: number;
  readonly command: string;
}

/** Rounds of KILL before chant gives up on a process that does not die (waiting for a dead disk). */
const maxKillRounds = 60;

/**
 * Ends a started process and everything that came from it, wherever it hid (see `findTree`): TERM, then KILL, again
 * and again until none is left. Gives those that were there and are gone; nothing when all had ended before.
 */
export async function endTree(options: EndOptions): Promise<readonly EndedProcess[]> {
  const tree: Tree = { root: { pid: options.pid, startTime: options.startTime }, token: options.token };
  const seen = new Map<string, ProcessRow>();
  let waited = 0;
  let kills = 0;
  let pause = 5;
  while (kills < maxKillRounds) {
    const rows = await findTree(tree);
    if (rows.length === 0) break;
    const kill = waited >= options.graceMs || options.isHurried?.() === true;
    if (kill) kills += 1;
    // TERM is told once to each: a program may take a second one as an order to hurry.
    const spared = (row: ProcessRow): boolean => options.isBoxed === true && !kill && isBox(row, options.pid);
    for (const row of rows)
      if (kill || !(seen.has(rowKey(row)) || spared(row))) signalRow(row, kill ? 'SIGKILL' : 'SIGTERM');
    for (const row of rows) seen.set(rowKey(row), row);
    await sleep(pause);
    waited += pause;
    pause = Math.min(pause * 2, 100, Math.max(5, options.graceMs - waited));
  }
  return [...seen.values()].filter((row) => !isProcessAlive(row)).map(({ pid, command }) => ({ pid, command }));
}

function isBox(row: ProcessRow, pid: number): boolean {
  return row.pid === pid || row.parent === pid;
}

function rowKey(row: ProcessRow): string {
  return `${row.pid} ${row.startTime}`;
}

/** The process is looked at again right before the signal, as its pid may have gone to somebody else. */
function signalRow(row: ProcessRow, signal: 'SIGTERM' | 'SIGKILL'): void {
  if (!isProcessAlive(row)) return;
  try {
    process.kill(row.pid, signal);
  } catch {
    // Gone in between, or of another user: the next round sees what is left.
  }
}
