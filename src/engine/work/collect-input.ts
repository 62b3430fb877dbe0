import type { Collected } from '../../core/plan/collected.ts';
import type { Prepared } from '../../core/plan/journal.ts';
import type { Before } from './prepare.ts';
import type { Ground } from './run.ts';

/** What was known before the agent ran, and is compared with. */
export interface CollectInput {
  readonly ground: Ground;
  readonly prepared: Prepared;
  readonly before: Before;
  /** For `Assisted-by`. */
  readonly agent: string;
  /** The workspace stays as it is, for an attempt that goes on in it. */
  readonly stays?: boolean;
  /**
   * What had been collected from the same workspace before: by the attempt that this one goes on from, or, where
   * nobody's agent has run since (`byPerson`), from this very one.
   */
  readonly earlier?: { readonly collected: Collected; readonly byPerson: boolean };
}
