import { findProcessesByToken, listProcesses } from './list-processes.ts';
import type { ProcessIdentity } from './process-identity.ts';
import type { ProcessRow } from './process-row.ts';

export interface Tree {
  /** The process that `startProcess` started. */
  readonly root: ProcessIdentity;
  /** What it and its descendants carry in their environment. */
  readonly token: string | null;
}

/**
 * The living processes that belong to a started one: itself, its session and group, all descendants of any of these,
 * and everything that carries the token (a daemon that left the session). Never this process, never pid 1.
 */
export async function findTree(tree: Tree): Promise<readonly ProcessRow[]> {
  const carriers = new Set(tree.token === null ? [] : await findProcessesByToken(tree.token));
  const rows = (await listProcesses()).filter((row) => row.pid > 1 && row.pid !== process.pid);
  return withDescendants(
    rows,
    rows.filter((row) => carriers.has(row.pid) || belongsToRoot(row, tree.root, rows)),
  );
}

/**
 * Root is the leader of its session, which its pid names; nobody can be given that pid while the session has members.
 * A living process of that pid with another start time is a stranger, and so is the session of that number then.
 */
function belongsToRoot(row: ProcessRow, root: ProcessIdentity, rows: readonly ProcessRow[]): boolean {
  if (root.pid <= 1) return false;
  const holder = rows.find((other) => other.pid === root.pid);
  if (holder !== undefined && root.startTime !== null && holder.startTime !== root.startTime) return false;
  return row.pid === root.pid || (row.session ?? row.group) === root.pid;
}

function withDescendants(rows: readonly ProcessRow[], found: readonly ProcessRow[]): readonly ProcessRow[] {
  const members = new Map(found.map((row) => [row.pid, row]));
  let before = -1;
  while (members.size > before) {
    before = members.size;
    for (const row of rows) if (members.has(row.parent)) members.set(row.pid, row);
  }
  return [...members.values()];
}
