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
}
