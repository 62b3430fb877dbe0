/** A living process, as far as chant needs to know it. */
export interface ProcessRow {
  readonly pid: number;
  readonly startTime: string;
  readonly parent: number;
  readonly group: number;
  /** Null where the system does not tell. */
  readonly session: number | null;
  /** Its command line, at most 200 characters. */
  readonly command: string;
}
