import type { Terminal } from '../context.ts';
import { renderJson } from './render/json.ts';
import { renderForTerminal } from './render/paint.ts';

/** Prints a rendered text on standard output, in one write. The only way there, but for JSON and help. */
export function say(terminal: Terminal, text: string): void {
  if (text !== '') terminal.out(renderForTerminal(text, terminal.color && terminal.outIsTty));
}

/** Prints a rendered text on standard error. */
export function complain(terminal: Terminal, text: string): void {
  if (text !== '') terminal.err(renderForTerminal(text, terminal.color));
}

/** Prints a value as one line of JSON on standard output. */
export function sayJson(terminal: Terminal, value: unknown): void {
  terminal.out(renderJson(value));
}
