import type { ProviderChoice } from './config/choose-provider.ts';
import type { CiCheck, CiState } from './forge/check-report.ts';
import type { Check } from './spec/spec.ts';
import type { Evidence } from './plan/evidence.ts';
import type { GateResult, ReasonCode } from './plan/verdict.ts';
import type { JournalLine, Step } from './plan/journal.ts';
import type { AgentEvent, AgentUsage, TroubleCause } from './plan/agent-outcome.ts';

/** `ready`: proved, and not landed because that was not wanted. */
export type RunOutcome = 'completed' | 'ready' | 'failed' | 'needs_attention' | 'paused';

/** All that can happen while chant works. Sinks show it; nothing below a sink prints. */
export type Event =
  | {
      readonly kind: 'run-started';
      readonly spec: string;
      readonly attempt: number;
      readonly title: string;
      readonly resumed: boolean;
      /** Who works, and why; absent where nobody is to work: a result that is there is judged again. */
      readonly choice?: ProviderChoice;
    }
  | { readonly kind: 'step-started'; readonly spec: string; readonly step: Step }
  | { readonly kind: 'step-finished'; readonly spec: string; readonly step: Step; readonly ms: number }
  | {
      readonly kind: 'workspace-ready';
      readonly spec: string;
      readonly path: string;
      readonly branch: string;
      readonly base: string;
      readonly target: string;
    }
  | {
      readonly kind: 'setup-ran';
      readonly spec: string;
      readonly command: string;
      readonly exitCode: number | null;
      readonly ms: number;
    }
  | { readonly kind: 'agent'; readonly spec: string; readonly event: AgentEvent }
  | {
      readonly kind: 'check-started';
      readonly spec: string;
      readonly check: Check;
      readonly side: 'before' | 'after' | 'merged';
    }
  | { readonly kind: 'check-finished'; readonly spec: string; readonly evidence: Evidence }
  | { readonly kind: 'gate'; readonly spec: string; readonly result: GateResult }
  | {
      readonly kind: 'halted';
      readonly spec: string;
      readonly reason: string;
      readonly finding: string;
      readonly newSpec: string;
    }
  | {
      readonly kind: 'landed';
      readonly spec: string;
      readonly target: string;
      readonly commit: string;
      readonly broughtAlong: readonly string[];
    }
  /** The verdict of a comprehension was followed. */
  | {
      readonly kind: 'verdict';
      readonly spec: string;
      /** `not-a-bug`, `duplicate of #12`, `decompose`, ... */
      readonly words: string;
      readonly reason: string;
      /** Specs that were cancelled, and those that somebody works on, so that they were not. */
      readonly cancelled: readonly string[];
      readonly busy: readonly string[];
      readonly created: readonly { readonly title: string; readonly specs: readonly string[] }[];
    }
  | {
      readonly kind: 'run-finished';
      readonly spec: string;
      readonly attempt: number;
      readonly outcome: RunOutcome;
      readonly reason: ReasonCode | null;
      readonly ms: number;
      readonly usage: AgentUsage | null;
    }
  /** Told at once and then every second while a busy service is waited for. */
  | {
      readonly kind: 'waiting';
      readonly spec: string;
      readonly why: 'reset' | 'back-off';
      readonly cause: TroubleCause;
      readonly message: string;
      /** ISO UTC. */
      readonly until: string;
      readonly leftMs: number;
      /** The n-th time that the agent is tried again. */
      readonly tries: number;
    }
  /** The waiting is over, or was stopped. */
  | { readonly kind: 'waited'; readonly spec: string; readonly ms: number }
  | { readonly kind: 'recovered'; readonly spec: string; readonly attempt: number; readonly what: string }
  /** What the fork's CI says of a staged commit, told when it changes. */
  | { readonly kind: 'ci'; readonly spec: string; readonly state: CiState; readonly checks: readonly CiCheck[] }
  /** After the line is on disk. */
  | { readonly kind: 'journal'; readonly spec: string; readonly attempt: number; readonly line: JournalLine }
  | { readonly kind: 'warning'; readonly spec: string | null; readonly message: string };

/** Takes events; must not throw and must not block. */
export type EventSink = (event: Event) => void;
