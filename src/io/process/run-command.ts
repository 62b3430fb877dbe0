import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import type { FileTrouble } from '../../core/failure.ts';
import { type Environment, spawnTrouble } from './start-process.ts';

export interface CommandOptions {
  /** Program and arguments; never a shell line. */
  readonly argv: readonly string[];
  readonly cwd: string;
  /** The complete environment: nothing is inherited. */
  readonly env: Environment;
  /** Written to its standard input, which is then closed; without it there is no input. */
  readonly input?: string | Buffer;
  /** A file that is its standard input instead: for what does not fit into memory. */
  readonly inputFile?: string;
  /** Limit of standard output and of standard error, each; beyond it the program is killed. */
  readonly maxBytes: number;
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

/** What came of a command. `exitCode` is null when it did not exit by itself or did not start. */
export interface CommandResult {
  readonly exitCode: number | null;
  readonly signal: string | null;
  readonly stdout: Buffer;
  readonly stderr: Buffer;
  /** It printed more than `maxBytes` and was killed for it. */
  readonly truncated: boolean;
  readonly timedOut: boolean;
  /** Why it did not start. */
  readonly spawnError: FileTrouble | null;
}

/**
 * Runs a program that chant trusts (git, ps) and keeps what it printed. It costs one spawn: no group, no scan for
 * descendants, so it is not for agents and checks. Never throws and never rejects.
 */
export function runCommand(options: CommandOptions): Promise<CommandResult> {
  const [program = '', ...args] = options.argv;
  return new Promise((resolve) => {
    let file: number | null = null;
    try {
      if (options.inputFile !== undefined) file = openSync(options.inputFile, 'r');
      const stdin = file ?? (options.input === undefined ? 'ignore' : 'pipe');
      // In a group of its own: Ctrl-C at the terminal must reach chant, and not cut git off in the middle of a write.
      const child = spawn(program, args, {
        cwd: options.cwd,
        env: options.env,
        detached: true,
        stdio: [stdin, 'pipe', 'pipe'],
      });
      watchCommand(child, options, resolve);
    } catch (error) {
      resolve({ ...nothing, spawnError: spawnTrouble(options, error) });
    } finally {
      if (file !== null) closeSync(file);
    }
  });
}

const nothing: CommandResult = {
  exitCode: null,
  signal: null,
  stdout: Buffer.alloc(0),
  stderr: Buffer.alloc(0),
  truncated: false,
  timedOut: false,
  spawnError: null,
};

function watchCommand(child: ChildProcess, options: CommandOptions, resolve: (result: CommandResult) => void): void {
  let stopped: 'timeout' | 'too-much' | 'cancelled' | null = null;
  const stop = (cause: NonNullable<typeof stopped>): void => {
    stopped ??= cause;
    child.kill('SIGKILL');
    // A grandchild may hold the pipes open; nobody waits for it.
    child.stdout?.destroy();
    child.stderr?.destroy();
  };
  const stdout = collect(child.stdout, options.maxBytes, () => stop('too-much'));
  const stderr = collect(child.stderr, options.maxBytes, () => stop('too-much'));
  const timer = options.timeoutMs === undefined ? undefined : setTimeout(() => stop('timeout'), options.timeoutMs);
  const onAbort = (): void => stop('cancelled');
  if (options.signal?.aborted === true) onAbort();
  options.signal?.addEventListener('abort', onAbort);
  const finish = (end: Pick<CommandResult, 'exitCode' | 'signal' | 'spawnError'>): void => {
    clearTimeout(timer);
    options.signal?.removeEventListener('abort', onAbort);
    const result = {
      stdout: stdout(),
      stderr: stderr(),
      truncated: stopped === 'too-much',
      timedOut: stopped === 'timeout',
    };
    resolve({ ...end, ...result });
  };
  child.once('error', (error) => finish({ exitCode: null, signal: null, spawnError: spawnTrouble(options, error) }));
  child.once('close', (exitCode, signal) => finish({ exitCode, signal, spawnError: null }));
  if (options.input !== undefined) {
    // A program may end without reading its input (EPIPE): its exit status tells what came of it.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(options.input);
  }
}

/** Gathers a stream up to `limit` bytes; the returned function gives what has come so far. */
function collect(stream: ChildProcess['stdout'], limit: number, onTooMuch: () => void): () => Buffer {
  const chunks: Buffer[] = [];
  let size = 0;
  stream?.on('data', (chunk: Buffer) => {
    const room = limit - size;
    size += chunk.length;
    if (room > 0) chunks.push(chunk.length > room ? chunk.subarray(0, room) : chunk);
    if (size > limit) onTooMuch();
  });
  return () => (chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks));
}
