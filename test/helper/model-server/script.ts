/**
 * What a model is to do, whichever client asks it: a list of answers, one per request of the conversation, with the
 * faults that come before them.
 *
 *     [{ fault: 'rate-limit', times: 1 }, { say: 'I write it.', call: { write: 'a.txt', content: 'a\n' } }, { say: 'Done.' }]
 *
 * Which answer is next is read off the conversation that the client sends: as many as it already holds were given.
 * A retry gets the same answer again, a session that is gone on with gets the next one. After the last answer the
 * model says `Nothing is left to do.`
 */
export type Script = readonly Step[];

export type Step = Answer | Fault;

export interface Answer {
  readonly say?: string;
  /** What it does with the tools that the client offers. */
  readonly call?: Call | readonly Call[];
  /** Tokens of this answer; where not given 1000 in, 200 of them from a cache, and 25 out. */
  readonly usage?: Usage;
  /** The answer is held back until this is settled. */
  readonly after?: Promise<unknown>;
}

/**
 * A thing to do. All but `tool` are found among the client's own tools, by their names and parameters; where it has
 * no tool to write, edit or read, its shell does it. Paths are relative to the client's working directory.
 */
export type Call =
  | { readonly write: string; readonly content: string }
  | { readonly edit: string; readonly from: string; readonly to: string }
  | { readonly read: string }
  | { readonly run: string }
  | { readonly tool: string; readonly arguments: Readonly<Record<string, unknown>> };

export interface Usage {
  /** All tokens of the prompt, cached ones included. */
  readonly inputTokens: number;
  readonly cachedTokens: number;
  readonly outputTokens: number;
}

/**
 * - `wrong-key` 401, `rate-limit` 429, `overloaded` 529 or 503 as the wire has it, `server-error` 500
 * - `cut`: half of the answer comes, then the connection breaks
 * - `stall`: half of the answer comes, then nothing more
 * - `hang`: nothing comes at all
 */
export interface Fault {
  readonly fault: 'wrong-key' | 'rate-limit' | 'overloaded' | 'server-error' | 'cut' | 'stall' | 'hang';
  /** How often, before the next step has its turn; for ever where not given. */
  readonly times?: number;
  /** The header `Retry-After`, in seconds. */
  readonly retryAfterS?: number;
}
