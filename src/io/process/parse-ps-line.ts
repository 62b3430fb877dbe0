import type { ProcessRow } from './process-row.ts';

/**
 * Reads a line of `ps -o pid=,ppid=,pgid=,stat=,lstart=,command=`; null for a zombie or when it is none.
 *
 *     4711     1  4711 Ss   Mon Nov 23 06:45:41 2026 node agent.mjs
 */
export function parsePsLine(line: string): ProcessRow | null {
  const match = /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(\S+)\s+(\S+\s+\S+\s+\d+\s+[\d:]+\s+\d+)\s*(.*)$/.exec(line);
  if (match === null) return null;
  const [, pid, parent, group, state = '', startTime = '', command = ''] = match;
  if (state.startsWith('Z')) return null;
  return {
    pid: Number(pid),
    parent: Number(parent),
    group: Number(group),
    session: null,
    startTime,
    command: command.slice(0, 200),
  };
}
