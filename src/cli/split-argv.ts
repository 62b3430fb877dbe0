/** A command line, taken apart at the command's name. */
export interface SplitArgv {
  /** Options that stand before the name. */
  readonly before: readonly string[];
  /** null: there is no command. */
  readonly name: string | null;
  readonly after: readonly string[];
}

/** Finds the command's name without a parser, so that only the called command has to be loaded. */
export function splitArgv(argv: readonly string[]): SplitArgv {
  let index = 0;
  for (;;) {
    const word = argv[index];
    if (word === undefined || word === '--' || !word.startsWith('-')) break;
    index += word === '--repo' ? 2 : 1;
  }
  const name = argv[index] ?? null;
  return { before: argv.slice(0, index), name, after: argv.slice(index + 1) };
}
