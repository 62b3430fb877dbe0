import type { ProviderChoice } from '../config/choose-provider.ts';
import type { AgentOutcome, AgentUsage, TroubleCause } from './agent-outcome.ts';
import type { Collected } from './collected.ts';
import type { Evidence } from './evidence.ts';
import type { PermissionAnswer } from './permission-question.ts';
import type { TakenScope } from '../scope/taken-scope.ts';
import type { ReasonCode, Verdict } from './verdict.ts';

/** The steps of run.md, in order. `halt` stands in for `land` when the agent halted; `follow` does what a verdict on an issue says. */
export const steps = [
  'claim',
  'prepare',
  'prompt',
  'agent',
  'collect',
  'judge',
  'halt',
  'land',
  'follow',
  'clean',
] as const;
export type Step = (typeof steps)[number];

/**
 * One line of `journal.jsonl`: on disk before anything that it announces is done, and again when it is done.
 * A reader that finds a line it does not know ignores it.
 */
export type JournalLine = JournalEntry & { readonly at: string };

export type JournalEntry =
  | { readonly entry: 'begin'; readonly step: Step }
  | { readonly entry: 'end'; readonly step: Step }
  | Claimed
  | Preparing
  | Prepared
  | Pausing
  | { readonly entry: 'agent-started'; readonly pid: number; readonly startTime: string | null }
  /** What the agent's conversation is known by, as soon as the agent has said it. */
  | { readonly entry: 'session'; readonly id: string }
  /** The agent gave up with a trouble that passes, and is asked again then (ISO UTC). */
  | {
      readonly entry: 'waiting';
      readonly until: string;
      readonly why: 'reset' | 'back-off';
      readonly cause: TroubleCause;
      readonly message: string;
      /** The n-th time that it is tried again. */
      readonly tries: number;
    }
  /** A person was asked what the agent may do. */
  | { readonly entry: 'asked'; readonly what: string; readonly answer: PermissionAnswer; readonly ms: number }
  /** What the attempt's agents used so far, all of them together. */
  | { readonly entry: 'used'; readonly usage: AgentUsage }
  | { readonly entry: 'agent-ended'; readonly outcome: AgentOutcome }
  | ({ readonly entry: 'collected' } & Collected)
  | { readonly entry: 'judged'; readonly verdict: Verdict; readonly evidence: readonly Evidence[] }
  | { readonly entry: 'halted'; readonly finding: string; readonly newSpec: string; readonly reason: string }
  /** A person works in the workspace of this attempt from here on. */
  | { readonly entry: 'taken-over'; readonly who: string }
  | Moving
  | { readonly entry: 'landed'; readonly target: string; readonly commit: string }
  | Finished;

export interface Claimed {
  readonly entry: 'claimed';
  readonly spec: string;
  readonly attempt: number;
  readonly title: string;
  /** Marks every process of this run in its environment, so that a stray one is found. */
  readonly token: string;
  readonly provider: string;
  /** Why it is this one; absent in the journals of older chants. */
  readonly choice?: ProviderChoice;
  readonly skipped: readonly ('dependencies' | 'approval')[];
  readonly land: boolean;
  /** Where the spec's file has no scope and its research has: with it the run's copy of the spec was made. */
  readonly scope?: TakenScope | null;
}

/** Written before the workspace is made: names all that must be taken away again. */
export interface Preparing {
  readonly entry: 'preparing';
  readonly target: string;
  /** Commit that the result is compared with. */
  readonly base: string;
  /** Commit that the workspace began at: the base, or what an earlier attempt left. */
  readonly start: string;
  readonly branch: string;
  readonly workspace: string;
  readonly session: string;
  /** What the workspace is; a journal that does not say means a worktree. */
  readonly isolation?: 'worktree' | 'clone';
  /** The attempt that made the workspace, where this one goes on in it. */
  readonly adopted?: number;
}

/** Somebody has asked for a pause, and the agent is about to be ended. */
export interface Pausing {
  readonly entry: 'pausing';
  readonly by: 'pause' | 'takeover';
  readonly who: string;
}

export interface Prepared {
  readonly entry: 'prepared';
  /** Path -> content hash of everything under informed_by, origin and tracks. */
  readonly inputs: Readonly<Record<string, string>>;
  /** Files put into the workspace that are not in the base: path -> content hash. */
  readonly carried: Readonly<Record<string, string>>;
}

/** The target is about to be moved by compare-and-swap. */
export interface Moving {
  readonly entry: 'moving';
  readonly target: string;
  /** null: the target does not exist yet. */
  readonly from: string | null;
  readonly to: string;
}

export interface Finished {
  readonly entry: 'finished';
  readonly outcome: 'completed' | 'failed' | 'needs_attention' | 'interrupted' | 'paused' | 'reset';
  readonly reason: ReasonCode | null;
  readonly detail: readonly string[];
  /** The workspace, the session folder and the branch are still there, for the attempt that goes on in them. */
  readonly kept?: boolean;
}
