import type { Context } from '../context.ts';
import type { Parsed } from './parsed.ts';

/** A command as data: what help says, what the parser accepts, and what is done. */
export interface CommandSpec {
  readonly name: string;
  /** One or two sentences, shown by `--help`. */
  readonly description: string;
  readonly arguments: readonly ArgumentSpec[];
  readonly options: readonly OptionSpec[];
  /** At least one. */
  readonly examples: readonly Example[];
  /** Its events are what it prints: with `--json` they go to standard output, one per line. */
  readonly streams?: boolean;
  /** Does it and says it; gives back the exit status. */
  run(context: Context, parsed: Parsed): Promise<number>;
}

export interface ArgumentSpec {
  readonly name: string;
  readonly description: string;
  readonly required: boolean;
  /** True: takes all the words that follow. */
  readonly many: boolean;
  readonly choices?: readonly string[];
}

export interface OptionSpec {
  /** Long name without dashes: `dry-run`. */
  readonly name: string;
  readonly description: string;
  /** Placeholder of its value; absent: a flag. */
  readonly value?: string;
  /** True: may be given more than once. */
  readonly many?: boolean;
  readonly required?: boolean;
  readonly choices?: readonly string[];
}

export interface Example {
  readonly line: string;
  readonly says: string;
}
