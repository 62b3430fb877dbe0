import type { FileTrouble } from '../../core/failure.ts';
import { type BoundedLog, openBoundedLog } from './bounded-log.ts';
import { drain } from './drain.ts';
import { type EndedProcess, endTree } from './end-tree.ts';
import { type Environment, type StartedProcess, startProcess } from './start-process.ts';
import { createTailBuffer } from './tail-buffer.ts';
import { maxDelayMs } from './wait-at-most.ts';

export interface LoggedOptions {
  /** A line for `sh -c`, or a program with its arguments. */
  readonly run: string | readonly string[];
  readonly cwd: string;
  /** The complete environment: nothing is inherited. */
  readonly env: Environment;
  /** Gets standard output and standard error as they come, up to `maxLogBytes`; appended to. */
  readonly logFile: string;
  readonly maxLogBytes: number;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  readonly token: string;
  /** Milliseconds; differences of it are what `ms` is. */
  readonly now: () => number;
  /** Between TERM and KILL; 2 s where not given. */
  readonly graceMs?: number;
  /** `run` makes a sandbox and runs the command in it. */
  readonly isBoxed?: boolean;
}

/** What came of a logged command. */
export interface LoggedResult {
  readonly ended: 'exited' | 'timeout' | 'cancelled' | 'not-started';
  readonly exitCode: number | null;
  readonly signal: string | null;
  /** The last 4 kB of what it printed, raw. */
  readonly tail: Buffer;
  /** All that it printed, in the log or not. */
  readonly bytes: number;
  readonly ms: number;
  /** Processes that it left behind, and that were ended. */
  readonly leftovers: readonly EndedProcess[];
  /** Why it was not started: no such program, or a log that cannot be written. */
  readonly trouble: FileTrouble | null;
}

const tailBytes = 4096;

/**
 * Runs a command that chant does not trust (a check, a set-up command) without input, its output into a bounded file.
 * Whatever it started is ended with it: after its exit, its timeout and on abort. Never rejects.
 */
export async function runLogged(options: LoggedOptions): Promise<LoggedResult> {
  const begin = options.now();
  const failed = (trouble: FileTrouble | null): LoggedResult => ({
    ...{ ended: trouble === null ? 'cancelled' : 'not-started', exitCode: null, signal: null, tail: Buffer.alloc(0) },
    ...{ bytes: 0, ms: options.now() - begin, leftovers: [], trouble },
  });
  if (options.signal.aborted) return failed(null);
  const log = openBoundedLog(options.logFile, options.maxLogBytes);
  if (!log.ok) return failed(log.failure);
  const { cwd, env, token } = options;
  const argv = typeof options.run === 'string' ? ['sh', '-c', options.run] : options.run;
  const started = await startProcess({ argv, cwd, env, stdin: 'ignore', token });
  const result = started.ok ? await follow(started.value, log.value, options) : failed(started.failure);
  log.value.close();
  return { ...result, ms: options.now() - begin };
}

async function follow(child: StartedProcess, log: BoundedLog, options: LoggedOptions): Promise<LoggedResult> {
  const tail = createTailBuffer(tailBytes);
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      log.write(chunk);
      tail.push(chunk);
    });
  }
  const { pid, startTime } = child;
  const cause = await firstCause(child, options);
  const graceMs = options.graceMs ?? 2000;
  const gone = await endTree({ pid, startTime, token: options.token, graceMs, isBoxed: options.isBoxed === true });
  const end = await child.ended;
  await drain(child);
  const leftovers = gone.filter((row) => row.pid !== pid);
  return { ended: cause, ...end, tail: tail.take(), bytes: log.bytes(), ms: 0, leftovers, trouble: null };
}

/** Waits until it exits, is out of time, or is not wanted any more; what happens first counts. */
function firstCause(child: StartedProcess, options: LoggedOptions): Promise<'exited' | 'timeout' | 'cancelled'> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => finish('timeout'), Math.min(options.timeoutMs, maxDelayMs));
    const onAbort = (): void => finish('cancelled');
    const finish = (cause: 'exited' | 'timeout' | 'cancelled'): void => {
      clearTimeout(timer);
      options.signal.removeEventListener('abort', onAbort);
      resolve(cause);
    };
    options.signal.addEventListener('abort', onAbort);
    void child.ended.then(() => finish('exited'));
    if (options.signal.aborted) onAbort();
  });
}
