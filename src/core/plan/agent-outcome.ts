/** How an agent came to its end, as the runner saw it. Claims in it (`final`) are claims. */
export interface AgentOutcome {
  /** First cause wins. `exited`: by itself. */
  readonly ending: 'exited' | 'timeout' | 'stalled' | 'cost' | 'tokens' | 'cancelled' | 'not-started';
  /** Which limit ended it, where one did. */
  readonly limit: ReachedLimit | null;
  readonly exitCode: number | null;
  readonly signal: string | null;
  /** The provider's final event, where its protocol has one: was the turn finished without an error? */
  readonly final: { readonly ok: boolean; readonly message: string | null } | null;
  /** What the agent was refused. */
  readonly denied: readonly string[];
  /** API and protocol errors after which nothing better came. */
  readonly errors: readonly string[];
  /** What it gave up with: the last of those errors; null where it did not fail by one. */
  readonly trouble: AgentTrouble | null;
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

/** Totals of one process of an agent, from its launch on: what an earlier process of the same session used is not in it. */
export interface AgentUsage {
  /** All input, what came from a cache included. */
  readonly inputTokens: number;
  /** How many of them came from a cache; absent: the client does not say. */
  readonly cachedInputTokens?: number;
  readonly outputTokens: number;
  /** null: not known. */
  readonly costUsd: number | null;
}

/** A configured limit that was reached. Milliseconds, tokens or dollars, as the limit counts. */
export interface ReachedLimit {
  /** The key of the configuration: `limits.day.cost_usd`. */
  readonly key: string;
  readonly figure: number;
  readonly configured: number;
}

/**
 * What an error is about. `key`: missing, wrong or refused. `quota`: no money or no plan left. `request`: refused as
 * it was asked, so that asking again is no use. `network`: not reached, or the stream was cut.
 */
export type TroubleCause = (typeof troubleCauses)[number];

export const troubleCauses = [
  'key',
  'quota',
  'rate-limit',
  'overload',
  'server',
  'network',
  'request',
  'other',
] as const;

/** An error of the service behind an agent. */
export interface AgentTrouble {
  readonly cause: TroubleCause;
  readonly message: string;
  /** The same request may well succeed later. */
  readonly transient: boolean;
  /** When the service says that it will serve again, milliseconds since 1970; null: it did not say. */
  readonly retryAt: number | null;
}

/** What an agent does while it works, one line each. Texts are free of control characters. */
export type AgentEvent =
  | { readonly kind: 'said'; readonly text: string }
  | { readonly kind: 'did'; readonly action: string; readonly path: string | null }
  | { readonly kind: 'denied'; readonly what: string }
  /** A person at the terminal let it do this. */
  | { readonly kind: 'allowed'; readonly what: string }
  | { readonly kind: 'usage'; readonly usage: AgentUsage }
  | { readonly kind: 'session'; readonly id: string }
  | AgentErrorEvent;

/** An error that the agent, or the service behind it, told of. See `parse-trouble.ts`, which makes it from a text. */
export interface AgentErrorEvent {
  readonly kind: 'error';
  readonly message: string;
  /** The same request may well succeed later. */
  readonly transient: boolean;
  /** Absent: read from the message. */
  readonly cause?: TroubleCause;
  /** Stated by the service: how long to wait from now on, or until when (milliseconds since 1970). */
  readonly retryAfterMs?: number;
  readonly retryAt?: number;
}
