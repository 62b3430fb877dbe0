/** What the user wrote after the command's name. Every declared name is there, with no values where it was not given. */
export interface Parsed {
  readonly args: Readonly<Record<string, readonly string[]>>;
  readonly values: Readonly<Record<string, readonly string[]>>;
  readonly flags: Readonly<Record<string, boolean>>;
  readonly json: boolean;
  readonly quiet: boolean;
}

/** All words given for an argument. */
export function argumentWords(parsed: Parsed, name: string): readonly string[] {
  return declared(parsed.args[name], name);
}

/** The one word given for an argument; null where it was left out. */
export function argumentWord(parsed: Parsed, name: string): string | null {
  return argumentWords(parsed, name)[0] ?? null;
}

/** The one word of an argument that the parser insists on. */
export function requiredWord(parsed: Parsed, name: string): string {
  return declared(argumentWord(parsed, name) ?? undefined, name);
}

/** All values given for an option. */
export function optionValues(parsed: Parsed, name: string): readonly string[] {
  return declared(parsed.values[name], name);
}

/** The last value given for an option; null where it was left out. */
export function optionValue(parsed: Parsed, name: string): string | null {
  return optionValues(parsed, name).at(-1) ?? null;
}

/** Whether a flag was given. */
export function isFlagSet(parsed: Parsed, name: string): boolean {
  return declared(parsed.flags[name], name);
}

function declared<T>(value: T | undefined, name: string): T {
  if (value === undefined) throw new Error(`the command does not declare ${name}`);
  return value;
}
