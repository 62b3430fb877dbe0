import type { AgentUsage } from '../plan/agent-outcome.ts';

/** A recorded run of an agent, which can be played again. */
export interface Session {
  readonly title: string;
  /** Name of the provider that was recorded. */
  readonly provider: string;
  readonly steps: readonly SessionStep[];
}

/** What happened; `at` is in milliseconds since the start, and never goes back. */
export type SessionStep = SessionAction & { readonly at: number };

export type SessionAction =
  | { readonly kind: 'said'; readonly text: string }
  | { readonly kind: 'did'; readonly action: string; readonly path: string | null }
  | {
      readonly kind: 'wrote';
      readonly path: string;
      readonly content: SessionContent;
      readonly mode: SessionMode;
    }
  | { readonly kind: 'deleted'; readonly path: string }
  /** Reported when it is played, not run again. */
  | { readonly kind: 'ran'; readonly command: string; readonly exit: number }
  /** Text of a criterion, to be ticked in the spec. */
  | { readonly kind: 'ticked'; readonly criterion: string }
  | { readonly kind: 'halt'; readonly reason: string; readonly finding: string }
  | { readonly kind: 'denied'; readonly what: string }
  | { readonly kind: 'error'; readonly message: string }
  | { readonly kind: 'usage'; readonly usage: AgentUsage }
  | { readonly kind: 'end'; readonly exit: number };

/** Bytes that are no UTF-8 stand as base64. For a symbolic link it is where it points. */
export type SessionContent = { readonly text: string } | { readonly base64: string };

export const sessionModes = ['100644', '100755', '120000'] as const;
export type SessionMode = (typeof sessionModes)[number];
