import type { EventSink } from './core/event.ts';
import type { Cover, PermissionAnswer, PermissionQuestion } from './core/plan/permission-question.ts';

/** The world, as an operation is given it. `main.ts` makes the real one; tests make theirs. */
export interface Context {
  /** Where the user stands. */
  readonly cwd: string;
  /** `--repo PATH`, absolute, or null. */
  readonly repo: string | null;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  readonly random: Random;
  readonly emit: EventSink;
  /** Aborted by Ctrl-C; `reason` is 'pause' (once) or 'now' (twice). */
  readonly signal: AbortSignal;
  readonly process: { readonly pid: number; readonly hostname: string };
  readonly terminal: Terminal;
  readonly person: Person;
  readonly assets: Assets;
  readonly surfaces: Surfaces;
  readonly version: string;
}

export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
}

export interface Random {
  /** A string of `length` lower-case base36 characters. */
  base36(length: number): string;
}

/** Where the surfaces speak and listen. */
export interface Terminal {
  out(text: string): void;
  err(text: string): void;
  /** True when both input and output are a terminal: only then may chant ask. */
  readonly interactive: boolean;
  /** Whether standard output is a terminal. */
  readonly outIsTty: boolean;
  readonly color: boolean;
  /**
   * Forgets what was typed so far, prints the text, and gives the line that is typed then. null: the input is at its
   * end, or the signal was aborted.
   */
  readonly ask: (text: string, signal: AbortSignal) => Promise<string | null>;
  /** Columns of standard output; 100 where it is no terminal. */
  readonly columns: number;
}

/** Who can be asked what an agent may do; or why nobody can: `chant does not run at a terminal`. */
export type Person =
  | {
      /** null: no answer came, because the input ended or the signal was aborted. */
      readonly ask: (asked: AskedPermission, signal: AbortSignal) => Promise<PermissionAnswer | null>;
    }
  | { readonly absent: string };

export interface AskedPermission {
  readonly spec: string;
  readonly question: PermissionQuestion;
  /** What is allowed with it when it is allowed for the rest of the run. */
  readonly coversAs: Cover['kind'];
}

/** Ways to talk with chant beside the command line; each serves until whoever asked hangs up. */
export interface Surfaces {
  readonly mcp: (context: Context) => Promise<void>;
}

/** Absolute paths of what ships with the package. */
export interface Assets {
  readonly root: string;
  readonly prompts: string;
  readonly templates: string;
  /** The program itself: what a shim on an agent's PATH runs. */
  readonly main: string;
  /** The node that runs all this. */
  readonly node: string;
  readonly replayAgent: string;
  readonly embeddedAgent: string;
  /** What runs first in a sandbox with a list of hosts. */
  readonly networkForwarder: string;
  readonly demo: string;
}
