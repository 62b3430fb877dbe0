import path from 'node:path';
import type { Context } from '../context.ts';
import { isAllowedInside } from '../core/lifecycle/allowed-inside.ts';
import { findInside } from '../engine/find-inside.ts';
import { answerFailure } from './answer.ts';
import { findPerson } from './ask-person.ts';
import type { CommandSpec } from './command.ts';
import { type CommandEntry, commands } from './commands.ts';
import { makeEventSink } from './event-sink.ts';
import { exitCodes } from './exit-code.ts';
import { makeSluice } from './hold-events.ts';
import { parsePlain } from './parse-plain.ts';
import type { Parsed } from './parsed.ts';
import { complain, say } from './speak.ts';
import { splitArgv } from './split-argv.ts';

/**
 * Runs one command line and gives back its exit status. All that can be expected to go wrong has been said by then;
 * what is thrown is a bug.
 */
export async function runCli(context: Context, argv: readonly string[]): Promise<number> {
  const { before, name, after } = splitArgv(argv);
  if (name === null) return runWithoutCommand(context, before);
  if (name === 'help') return showHelp(context, after);
  const entry = commands.find((command) => command.name === name);
  if (entry === undefined) return refuseName(context, name, [...before, ...after]);
  return runEntry(context, entry, [...before, ...after]);
}

async function runWithoutCommand(context: Context, before: readonly string[]): Promise<number> {
  if (before.includes('--version') || before.includes('-V')) {
    say(context.terminal, `chant ${context.version}\n`);
    return exitCodes.done.code;
  }
  const { parseCommand } = await import('./parse-command.ts');
  const bare = before.filter((word) => word !== '--help' && word !== '-h');
  const outcome = parseCommand(context, overviewSpec, bare);
  if (outcome.kind === 'usage')
    return refuseWords(context, { message: outcome.message, help: 'chant help', words: before });
  return showHelp(context, []);
}

const overviewSpec: CommandSpec = {
  name: '',
  description: '',
  arguments: [],
  options: [],
  examples: [],
  run: async () => exitCodes.done.code,
};

async function showHelp(context: Context, topics: readonly string[]): Promise<number> {
  const topic = topics.find((word) => !word.startsWith('-'));
  const { renderExitCodes, renderOverview } = await import('./render/overview.ts');
  if (topic === 'exit-codes') {
    say(context.terminal, renderExitCodes());
    return exitCodes.done.code;
  }
  if (topic === undefined || topic === 'help') {
    say(context.terminal, renderOverview(commands));
    return exitCodes.done.code;
  }
  const entry = commands.find((command) => command.name === topic);
  return entry === undefined ? refuseName(context, topic, topics) : runEntry(context, entry, ['--help']);
}

async function runEntry(context: Context, entry: CommandEntry, words: readonly string[]): Promise<number> {
  const spec = await entry.load();
  const outcome = parsePlain(spec, words) ?? (await import('./parse-command.ts')).parseCommand(context, spec, words);
  if (outcome.kind === 'shown') return exitCodes.done.code;
  if (outcome.kind === 'usage')
    return refuseWords(context, { message: outcome.message, help: `chant ${spec.name} --help`, words });
  const { parsed } = outcome;
  const equipped = equipContext(context, spec, outcome);
  const inside = findInside(equipped);
  if (inside !== null && !isAllowedInside(spec.name)) {
    const { by, workspace } = inside;
    return answerFailure(equipped, parsed, { kind: 'inside-workspace', command: spec.name, by, workspace });
  }
  return spec.run(equipped, parsed);
}

interface Call {
  readonly parsed: Parsed;
  readonly repo: string | null;
  readonly color: boolean;
}

/** The context as the global options want it: another repository, no colour, silence, events shown as asked. */
function equipContext(context: Context, spec: CommandSpec, { parsed, repo, color }: Call): Context {
  const silent = { out: () => {}, err: () => {} };
  const terminal = {
    ...context.terminal,
    color: context.terminal.color && color,
    ...(parsed.quiet ? silent : {}),
  };
  const sink = makeEventSink({ terminal, clock: context.clock, json: parsed.json, streams: spec.streams === true });
  const sluice = makeSluice(sink);
  return {
    ...context,
    terminal,
    repo: repo === null ? context.repo : path.resolve(context.cwd, repo),
    emit: sluice.emit,
    person: findPerson({ terminal, json: parsed.json, quiet: parsed.quiet, sluice }),
  };
}

async function refuseName(context: Context, name: string, words: readonly string[]): Promise<number> {
  const { nearest } = await import('../core/nearest.ts');
  const near = nearest(name, [...commands.map((command) => command.name), 'help']);
  const hint = near === null ? '' : `\n(Did you mean ${near}?)`;
  return refuseWords(context, { message: `there is no command '${name}'${hint}`, help: 'chant help', words });
}

interface Refusal {
  readonly message: string;
  /** The command that tells how to write it. */
  readonly help: string;
  readonly words: readonly string[];
}

async function refuseWords(context: Context, { message, help, words }: Refusal): Promise<number> {
  const { renderUsage, renderUsageJson } = await import('./render/usage.ts');
  if (words.includes('--json')) context.terminal.err(renderUsageJson({ message, help }));
  else complain(context.terminal, renderUsage({ message, help }));
  return exitCodes.usage.code;
}
