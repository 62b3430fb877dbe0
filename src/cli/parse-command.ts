import { Argument, Command, CommanderError, Option } from 'commander';
import type { Context } from '../context.ts';
import type { ArgumentSpec, CommandSpec, OptionSpec } from './command.ts';
import { globalOptions } from './global-options.ts';
import type { Parsed } from './parsed.ts';
import { renderExamples } from './render/examples.ts';

/** What came of a command line: a call, a help page that was printed, or words that cannot be used. */
export type ParseOutcome =
  | { readonly kind: 'call'; readonly parsed: Parsed; readonly repo: string | null; readonly color: boolean }
  | { readonly kind: 'shown' }
  | { readonly kind: 'usage'; readonly message: string };

/** Parses the words of one command by its description. Help and version are printed to the context's terminal. */
export function parseCommand(context: Context, spec: CommandSpec, words: readonly string[]): ParseOutcome {
  const command = buildCommander(context, spec);
  try {
    command.parse([...words], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? { kind: 'shown' } : { kind: 'usage', message: error.message.replace(/^error: /, '') };
  }
  return collectCall(command, spec);
}

function buildCommander(context: Context, spec: CommandSpec): Command {
  const { terminal } = context;
  const command = new Command(`chant ${spec.name}`)
    .description(spec.description)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.out(text),
      writeErr: () => {},
      getOutHelpWidth: () => Math.min(terminal.columns, 100),
      getOutHasColors: () => false,
    })
    .addHelpText('after', renderExamples(spec.examples))
    .allowExcessArguments(false);
  for (const argument of spec.arguments) command.addArgument(buildArgument(argument));
  for (const option of spec.options) command.addOption(buildOption(option));
  command.optionsGroup('Everywhere:');
  for (const option of globalOptions) command.addOption(buildOption(option));
  return command
    .version(`chant ${context.version}`, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this page');
}

function buildArgument(spec: ArgumentSpec): Argument {
  const name = spec.many ? `${spec.name}...` : spec.name;
  const argument = new Argument(spec.required ? `<${name}>` : `[${name}]`, spec.description);
  return spec.choices === undefined ? argument : argument.choices(spec.choices);
}

function buildOption(spec: OptionSpec): Option {
  const value = spec.value === undefined ? '' : ` <${spec.value}>`;
  const option = new Option(
    `--${spec.name}${value}`,
    spec.many ? `${spec.description} (repeatable)` : spec.description,
  );
  if (spec.value === undefined) return option;
  option.makeOptionMandatory(spec.required === true);
  if (spec.choices !== undefined) option.choices(spec.choices);
  // Every value is kept, also of a single option: the last one counts, and the choices are still checked.
  const check = option.parseArg;
  return option.argParser<readonly string[]>((text, earlier) => {
    check?.(text, undefined);
    return [...(earlier ?? []), text];
  });
}

function collectCall(command: Command, spec: CommandSpec): ParseOutcome {
  const given: Record<string, unknown> = command.opts();
  const args: Record<string, readonly string[]> = {};
  for (const [index, argument] of spec.arguments.entries()) args[argument.name] = toWords(command.processedArgs[index]);
  const values: Record<string, readonly string[]> = {};
  const flags: Record<string, boolean> = {};
  for (const option of [...spec.options, ...globalOptions]) {
    const built = new Option(`--${option.name}`);
    const value = given[built.attributeName()];
    if (option.value !== undefined) values[option.name] = toWords(value);
    else flags[option.name] = value === !built.negate;
  }
  const parsed = { args, values, flags, json: flags['json'] === true, quiet: flags['quiet'] === true };
  return { kind: 'call', parsed, repo: values['repo']?.at(-1) ?? null, color: flags['no-color'] !== true };
}

function toWords(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.filter((word) => typeof word === 'string') : [];
}
