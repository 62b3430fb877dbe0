import type { Change, Collected } from '../../core/plan/collected.ts';
import type { Prepared } from '../../core/plan/journal.ts';
import type { HeldRecord } from './find-held.ts';
import type { Ground } from './run.ts';

/** Where an attempt starts: the target's tip, or what an earlier attempt left. */
export interface Start {
  /** Commit that the result is compared with. */
  readonly base: string;
  readonly start: string;
  /** The attempt that is gone on from, and what it came to; null: there is none. */
  readonly from: (HeldRecord & { readonly collected: Collected }) | null;
  /** Its workspace, which is still there; null: a new one is made. */
  readonly held: Held | null;
}

export interface Held {
  readonly record: HeldRecord;
  readonly ground: Ground;
  readonly prepared: Prepared;
  /** What somebody has changed there since the agent was ended. */
  readonly changes: readonly Change[];
}
