import type { EventSink } from './core/event.ts';

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
  /** Columns of standard output; 100 where it is no terminal. */
  readonly columns: number;
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
