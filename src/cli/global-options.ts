import type { OptionSpec } from './command.ts';

/** Options of every command; they may stand before its name, too. */
export const globalOptions: readonly OptionSpec[] = [
  { name: 'repo', value: 'PATH', description: 'work on the repository at PATH instead of the current folder' },
  { name: 'json', description: 'print JSON for programs' },
  { name: 'quiet', description: 'print nothing; the exit status tells' },
  { name: 'no-color', description: 'print without colour' },
];
