import type { ProviderChoice } from '../config/choose-provider.ts';
import type { AgentUsage } from '../plan/agent-outcome.ts';
import type { TakenScope } from '../scope/taken-scope.ts';
import type { ReasonCode } from '../plan/verdict.ts';

/** Where the latest attempt of a spec stands, read from its run record. */
export interface RunState {
  readonly spec: string;
  readonly attempt: number;
  readonly phase: 'running' | 'paused' | 'failed' | 'needs_attention' | 'interrupted' | 'landed' | 'reset';
  readonly reason: ReasonCode | null;
  /** One line each: what was found. */
  readonly detail: readonly string[];
  readonly startedAt: string;
  readonly endedAt: string | null;
  /** Last step that began. */
  readonly step: string | null;
  /** What the attempt's agents used; null: none told. */
  readonly usage: AgentUsage | null;
  /** A busy service is waited for until then, ISO UTC; null: it is not. */
  readonly waitingUntil: string | null;
  /** Commit that holds all that the attempt made, pinned under `refs/chant/runs/<id>/<attempt>`. */
  readonly pinned: string | null;
  /** Where it worked, absolute, if that is kept for going on; null: it is not. */
  readonly workspace: string | null;
  /** Who works there, where a person does. */
  readonly takenOverBy: string | null;
  /** Who worked, and why it was this one; `choice` is null where its journal does not say. */
  readonly agent: { readonly name: string; readonly choice: ProviderChoice | null } | null;
  readonly landedCommit: string | null;
  readonly target: string | null;
  /** The scope that it has from research; absent: the file says which, or it does not count any more. */
  readonly scope?: TakenScope;
}
