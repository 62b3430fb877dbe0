import type { CommandSpec } from './command.ts';
import { globalOptions } from './global-options.ts';
import type { ParseOutcome } from './parse-command.ts';

/**
 * Parses words among which there is no option, as `chant list` and `chant show 010` are: the parser's library costs a
 * third of what such a command takes in all. Null: it needs the real parser, which also words every mistake.
 */
export function parsePlain(spec: CommandSpec, words: readonly string[]): ParseOutcome | null {
  const needsParser = spec.options.some((option) => option.required) || spec.arguments.some((one) => one.choices);
  if (needsParser || words.some((word) => word.startsWith('-'))) return null;
  const last = spec.arguments.at(-1);
  const least = spec.arguments.filter((one) => one.required).length;
  if (words.length < least || (words.length > spec.arguments.length && last?.many !== true)) return null;
  const args = spec.arguments.map(({ name, many }, index) => [name, words.slice(index, many ? undefined : index + 1)]);
  const options = [...spec.options, ...globalOptions];
  const values = options.filter((option) => option.value !== undefined).map(({ name }) => [name, []]);
  const flags = options.filter((option) => option.value === undefined).map(({ name }) => [name, false]);
  const parsed = {
    args: Object.fromEntries(args),
    values: Object.fromEntries(values),
    flags: Object.fromEntries(flags),
    json: false,
    quiet: false,
  };
  return { kind: 'call', parsed, repo: null, color: true };
}
