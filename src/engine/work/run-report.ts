import type { RunOutcome } from '../../core/event.ts';
import type { AgentUsage } from '../../core/plan/agent-outcome.ts';
import type { Evidence } from '../../core/plan/evidence.ts';
import type { GateResult, ReasonCode } from '../../core/plan/verdict.ts';

/** How a run ended, for every surface. */
export interface RunReport {
  readonly spec: string;
  readonly attempt: number;
  readonly outcome: RunOutcome;
  readonly reason: ReasonCode | null;
  /** One line each: what was found. */
  readonly detail: readonly string[];
  /** Commands that lead on. */
  readonly next: readonly string[];
  /** Branch without `refs/heads/`. */
  readonly target: string | null;
  readonly commit: string | null;
  readonly ms: number;
  /** What its agents used; null: none told. */
  readonly usage: AgentUsage | null;
  readonly gates: readonly GateResult[];
  readonly evidence: readonly Evidence[];
}
