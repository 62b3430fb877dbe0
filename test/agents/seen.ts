import type { SeenRequest } from '../helper/model-server.ts';

/** What was to be seen of one run from outside. */
export interface Seen {
  /** Exit status of `chant work`. */
  readonly status: number | null;
  readonly stderr: string;
  /** How the run ended: `completed`, or the outcome and its reason. */
  readonly outcome: string;
  readonly detail: readonly string[];
  /** What the agent said last. */
  readonly lastMessage: string;
  /** Of the agent alone. */
  readonly ending: string;
  readonly isFinalGood: boolean | null;
  readonly cause: string | null;
  readonly denied: readonly string[];
  readonly inputTokens: number | null;
  readonly outputTokens: number | null;
  readonly costUsd: number | null;
  /** Path -> content on `main` afterwards, for the files of the scenarios. */
  readonly landed: Readonly<Record<string, string>>;
  /** Statuses of the project's specs by title. */
  readonly specs: Readonly<Record<string, string>>;
  /** What the model was asked. */
  readonly requests: readonly SeenRequest[];
  /** Processes that chant says the agent left running. */
  readonly strays: readonly string[];
  /** What should be gone and is not. */
  readonly leftovers: readonly string[];
  readonly ms: number;
}
