/** The fields of a line of `/proc/<pid>/stat` that chant needs. */
export interface ProcStat {
  readonly pid: number;
  readonly name: string;
  /** One letter: `R`, `S`, `Z` (zombie), `X` (dead), ... */
  readonly state: string;
  readonly parent: number;
  readonly group: number;
  readonly session: number;
  /** Ticks since boot; together with the pid it names one process for ever. */
  readonly startTime: string;
}

/**
 * Reads one line of `/proc/<pid>/stat`; null when it is none.
 *
 *     4711 (my (odd) name) S 1 4711 4711 0 -1 4194560 1 0 0 0 0 0 0 0 20 0 1 0 8675309 ...
 *
 * The name may hold spaces and parentheses: the last `)` ends it.
 */
export function parseProcStat(line: string): ProcStat | null {
  const open = line.indexOf('(');
  const close = line.lastIndexOf(')');
  if (open < 0 || close < open) return null;
  const rest = line
    .slice(close + 1)
    .trim()
    .split(/\s+/);
  const [state, parent, group, session] = rest;
  // Field 22 of the line; the state is field 3.
  const startTime = rest[19];
  if (state === undefined || session === undefined || startTime === undefined) return null;
  return {
    pid: Number.parseInt(line, 10),
    name: line.slice(open + 1, close),
    state,
    parent: Number(parent),
    group: Number(group),
    session: Number(session),
    startTime,
  };
}
