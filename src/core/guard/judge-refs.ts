/** A ref that is not what it was when the agent started. */
export interface MovedRef {
  readonly ref: string;
  /** null: it did not exist. */
  readonly before: string | null;
  /** null: it is gone. */
  readonly now: string | null;
  /** Its moves, newest first, with who made them. */
  readonly log: readonly { readonly to: string; readonly email: string }[];
  /** Whether `now` is a commit that only the agent can have made. */
  readonly madeByAgent: boolean;
}

export type RefAction =
  /** Put it back to `to`. */
  | { readonly kind: 'restore'; readonly ref: string; readonly to: string; readonly from: string | null }
  /** The agent made it: it is kept under another name and deleted here. */
  | { readonly kind: 'remove'; readonly ref: string; readonly from: string }
  /** The agent touched it and somebody went on from there: only a person can sort that out. */
  | { readonly kind: 'report'; readonly ref: string }
  /** Anybody may have moved it. */
  | { readonly kind: 'leave'; readonly ref: string };

/**
 * Says what to do about a ref that changed while an agent ran. The user goes on working meanwhile, so only what
 * carries the agent's mark (its identity in the reflog, a commit that only it has) is undone. Pure.
 */
export function judgeRef(moved: MovedRef, agentEmail: string): RefAction {
  const { ref, before, now, log } = moved;
  // A replacement shows the user another content than the commit has; nobody makes one in passing.
  if (ref.startsWith('refs/replace/') && before === null && now !== null) return { kind: 'remove', ref, from: now };
  if (now === null) {
    const isBranch = /^refs\/(heads|tags|chant)\//.test(ref);
    return isBranch && before !== null ? { kind: 'restore', ref, to: before, from: null } : { kind: 'leave', ref };
  }
  const newest = log[0];
  const byAgent = moved.madeByAgent || (newest?.to === now && newest.email === agentEmail);
  if (!byAgent)
    return log.some((entry) => entry.email === agentEmail) ? { kind: 'report', ref } : { kind: 'leave', ref };
  if (before === null) return { kind: 'remove', ref, from: now };
  // The user may have moved it before the agent did: back to the last move that was not the agent's.
  const users = log.find((entry, index) => index > 0 && entry.email !== agentEmail && entry.to !== now);
  return { kind: 'restore', ref, to: users?.to ?? before, from: now };
}
