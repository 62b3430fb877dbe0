import type { SeenRequest } from '../helper/model-server.ts';
import type { Ended } from '../helper/project-rig.ts';

/** What was to be seen of one scenario from outside: what its last attempt came to, and what was before. */
export interface Seen extends Attempt {
  /** Of the last command. */
  readonly status: number | null;
  readonly stderr: string;
  /** In the order in which they were given. */
  readonly commands: readonly Command[];
  /** All attempts, the last one too. */
  readonly attempts: readonly Attempt[];
  /** Path -> content on `main` afterwards, for the files of the scenarios. */
  readonly landed: Readonly<Record<string, string>>;
  /** Statuses of the project's specs by title. */
  readonly specs: Readonly<Record<string, string>>;
  /** What the model was asked. */
  readonly requests: readonly SeenRequest[];
  /** What should be gone and is not. */
  readonly leftovers: readonly string[];
  readonly ms: number;
}

/** A `chant` of a scenario. */
export interface Command extends Ended {
  /** Without the spec. */
  readonly line: string;
  /** How many requests the model had seen when it began. */
  readonly since: number;
}

/** What the journal of an attempt says. */
export interface Attempt {
  /** How it ended: `completed`, or the outcome and its reason. */
  readonly outcome: string;
  readonly detail: readonly string[];
  /** What the agent said last. */
  readonly lastMessage: string;
  /** Of the agent alone. */
  readonly ending: string;
  readonly isFinalGood: boolean | null;
  readonly cause: string | null;
  /** Processes that chant says the agent left running. */
  readonly strays: readonly string[];
  readonly denied: readonly string[];
  readonly inputTokens: number | null;
  readonly outputTokens: number | null;
  readonly costUsd: number | null;
  /** Path -> content of what is pinned of it, for the files of the scenarios. */
  readonly pinned: Readonly<Record<string, string>>;
}
