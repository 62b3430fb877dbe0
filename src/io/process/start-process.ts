import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { getDefaultHighWaterMark, type Readable, setDefaultHighWaterMark, type Writable } from 'node:stream';
import type { FileTrouble } from '../../core/failure.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { errorReason } from './error-reason.ts';
import { processStartTime } from './process-identity.ts';
import { runTokenName } from './run-token.ts';

export interface StartOptions {
  /** Program and arguments; never a shell line. */
  readonly argv: readonly string[];
  readonly cwd: string;
  /** The complete environment: nothing is inherited. */
  readonly env: Environment;
  readonly stdin: 'ignore' | 'pipe';
  /** Put into the environment, so that every descendant can be found again. */
  readonly token?: string;
  /** What is not taken at once stays with the system, which wakes nobody for more of it: see `readCalmly`. */
  readonly readsAhead?: false;
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** How a process came to its end; one of the two is null. */
export interface ProcessEnd {
  readonly exitCode: number | null;
  readonly signal: string | null;
}

/** A process in a group and session of its own. */
export interface StartedProcess {
  readonly pid: number;
  /** Null where the system does not tell, or where the process was gone before one could ask. */
  readonly startTime: string | null;
  /** Null with `stdin: 'ignore'`. */
  readonly stdin: Writable | null;
  readonly stdout: Readable;
  readonly stderr: Readable;
  /** The process itself ended; its descendants may still hold the pipes. */
  readonly ended: Promise<ProcessEnd>;
  /** It ended and both pipes are at their end. */
  readonly closed: Promise<void>;
}

/**
 * Starts a program as the leader of its own process group and session, without a shell.
 * Fails with `file-trouble` (action `run`) when it cannot be started: ENOENT, EACCES, E2BIG, ...
 */
export function startProcess(options: StartOptions): Promise<Result<StartedProcess, FileTrouble>> {
  const [program = '', ...args] = options.argv;
  const env = options.token === undefined ? options.env : { ...options.env, [runTokenName]: options.token };
  return new Promise((resolve) => {
    // Some errors (E2BIG, a NUL in an argument) are thrown, others (ENOENT) arrive as an event.
    try {
      const child = atHighWaterMark(options.readsAhead === false ? 1 : null, () =>
        spawn(program, args, { cwd: options.cwd, env, detached: true, stdio: [options.stdin, 'pipe', 'pipe'] }),
      );
      const ended = new Promise<ProcessEnd>((done) => {
        child.once('exit', (exitCode, signal) => done({ exitCode, signal }));
      });
      const closed = new Promise<void>((done) => {
        child.once('close', () => done());
      });
      child.once('error', (error) => resolve(err(spawnTrouble(options, error))));
      child.once('spawn', () => {
        const { pid, stdin, stdout, stderr } = child;
        if (pid === undefined || stdout === null || stderr === null)
          throw new Error('a started process has a pid and pipes');
        resolve(ok({ pid, startTime: processStartTime(pid), stdin, stdout, stderr, ended, closed }));
      });
    } catch (error) {
      resolve(err(spawnTrouble(options, error)));
    }
  });
}

/** The pipes of a process take how much they read ahead from a default, and from nowhere else. */
function atHighWaterMark<T>(bytes: number | null, make: () => T): T {
  if (bytes === null) return make();
  const usual = getDefaultHighWaterMark(false);
  setDefaultHighWaterMark(false, bytes);
  try {
    return make();
  } finally {
    setDefaultHighWaterMark(false, usual);
  }
}

/** Says why a program did not start; a missing folder would otherwise look like a missing program. */
export function spawnTrouble(
  options: { readonly argv: readonly string[]; readonly cwd: string },
  error: unknown,
): FileTrouble {
  const reason = errorReason(error);
  const path = reason === 'ENOENT' && !existsSync(options.cwd) ? options.cwd : (options.argv[0] ?? '');
  return { kind: 'file-trouble', action: 'run', path, reason };
}
