/** Which specs to list; an empty list or null means no limit. All limits must hold; within one, any value may match. */
export interface ListSpecsInput {
  readonly status: readonly string[];
  readonly type: readonly string[];
  readonly labels: readonly string[];
  readonly ready: boolean;
  readonly blocked: boolean;
  /** Also those in the archive. */
  readonly archived: boolean;
  /** Text to be found in id or title, whatever the case; null: none. */
  readonly query: string | null;
  /** Also all else that their files say, which takes longer. */
  readonly whole: boolean;
}

/** Whether anything is left out of a list. */
export function isLimited({ status, type, labels, ready, blocked, query }: ListSpecsInput): boolean {
  return status.length + type.length + labels.length > 0 || ready || blocked || query !== null;
}
