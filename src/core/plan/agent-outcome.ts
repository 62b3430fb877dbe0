/** How an agent came to its end, as the runner saw it. Claims in it (`final`) are claims. */
export interface AgentOutcome {
  /** First cause wins. `exited`: by itself. */
  readonly ending: 'exited' | 'timeout' | 'stalled' | 'cost' | 'cancelled' | 'not-started';
  readonly exitCode: number | null;
  readonly signal: string | null;
  /** The provider's final event, where its protocol has one: was the turn finished without an error? */
  readonly final: { readonly ok: boolean; readonly message: string | null } | null;
  /** What the agent was refused. */
  readonly denied: readonly string[];
  /** API and protocol errors after which nothing better came. */
  readonly errors: readonly string[];
  readonly usage: AgentUsage | null;
  /** To resume this session, where the provider can. */
  readonly sessionId: string | null;
  /** Tail of what it said, at most 4 kB. */
  readonly lastMessage: string;
  readonly ms: number;
  /** Commands of processes that were still there after the agent had ended, and were ended. */
  readonly leftovers: readonly string[];
  /** Bytes that it printed; only the first `logLimit` are in agent.log. */
  readonly outputBytes: number;
}

export interface AgentUsage {
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly costUsd: number | null;
}

/** What an agent does while it works, one line each. Texts are free of control characters. */
export type AgentEvent =
  | { readonly kind: 'said'; readonly text: string }
  | { readonly kind: 'did'; readonly action: string; readonly path: string | null }
  | { readonly kind: 'denied'; readonly what: string }
  | { readonly kind: 'usage'; readonly usage: AgentUsage }
  | { readonly kind: 'session'; readonly id: string }
  | { readonly kind: 'error'; readonly message: string; readonly transient: boolean };
