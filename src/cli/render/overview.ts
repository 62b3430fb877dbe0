import { type CommandEntry, purposes } from '../commands.ts';
import { exitCodes } from '../exit-code.ts';
import { globalOptions } from '../global-options.ts';
import { paint } from './paint.ts';

/** What `chant` alone prints: every command, grouped by what it is for. */
export function renderOverview(commands: readonly CommandEntry[]): string {
  const width = Math.max(...commands.map(({ name }) => name.length), '--repo PATH'.length) + 2;
  const groups = Object.entries(purposes).map(([purpose, title]) => {
    const lines = commands
      .filter((command) => command.purpose === purpose)
      .map(({ name, summary }) => `  ${name.padEnd(width)}${summary}`);
    return [paint('bold', title), ...lines].join('\n');
  });
  const options = globalOptions.map(({ name, value, description }) => {
    const flag = value === undefined ? `--${name}` : `--${name} ${value}`;
    return `  ${flag.padEnd(width)}${description}`;
  });
  return `${[
    `${paint('bold', 'chant')}: markdown specs, executed by coding agents, with proof`,
    ...groups,
    [paint('bold', 'Everywhere'), ...options].join('\n'),
    'More: chant help <command>, chant help exit-codes\nTry it: chant demo',
  ].join('\n\n')}\n`;
}

/** The table of exit statuses. */
export function renderExitCodes(): string {
  const lines = Object.values(exitCodes).map(({ code, says }) => `  ${String(code).padEnd(5)}${says}`);
  return `${paint('bold', 'Exit status')}\n${lines.join('\n')}\n`;
}
