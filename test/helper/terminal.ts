import { spawn, spawnSync } from 'node:child_process';
import path from 'node:path';

const program = path.resolve(import.meta.dirname, '../../dist/chant.cjs');

/** `script` of util-linux makes a real terminal; where there is none, tests at one are skipped and say so. */
export const hasTerminal = spawnSync('script', ['-qec', 'test -t 0 && test -t 1', '/dev/null']).status === 0;
if (!hasTerminal) process.stderr.write('tests at a terminal are skipped: `script` of util-linux makes none here\n');

export interface Talk {
  /** null: a signal ended it; at a terminal that is 128 and its number. */
  readonly status: number | null;
  readonly said: string;
}

export interface TalkOptions {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Typed when these words have been said. */
  readonly answer?: { readonly to: string; readonly type: string };
  /** Options of node itself, before the program. */
  readonly node?: readonly string[];
}

/** Runs the built chant at a terminal, and types the answer when it is asked for one. */
export function runAtTerminal(args: readonly string[], options: TalkOptions): Promise<Talk> {
  const words = [process.execPath, ...(options.node ?? []), program, ...args];
  const line = words.map((word) => `'${word}'`).join(' ');
  // A terminal of no width would have every letter on a line of its own.
  return talk(['script', '-qec', `stty cols 120 rows 40; ${line}`, '/dev/null'], options);
}

/** The same where nobody sits at a terminal. */
export function runWithoutTerminal(args: readonly string[], options: TalkOptions): Promise<Talk> {
  return talk([process.execPath, ...(options.node ?? []), program, ...args], options);
}

function talk([command = '', ...rest]: readonly string[], { cwd, env, answer }: TalkOptions): Promise<Talk> {
  const child = spawn(command, rest, {
    cwd,
    env: { ...process.env, ...env, TERM: 'xterm', NO_COLOR: '1' },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let said = '';
  let typed = false;
  const listen = (text: Buffer): void => {
    said += text.toString('utf8');
    if (typed || answer === undefined || !said.includes(answer.to)) return;
    typed = true;
    child.stdin.write(`${answer.type}\r`);
  };
  child.stdin.on('error', () => {});
  child.stdout.on('data', listen);
  child.stderr.on('data', listen);
  if (answer === undefined) child.stdin.end();
  return new Promise((resolve) => {
    child.on('close', (status) => resolve({ status, said }));
  });
}
