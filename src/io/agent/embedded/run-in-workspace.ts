import type { FileTrouble } from '../../../core/failure.ts';
import { ok, type Result } from '../../../core/result.ts';
import { stripControl } from '../../../core/strip-control.ts';
import { drain } from '../../process/drain.ts';
import { endTree } from '../../process/end-tree.ts';
import { type StartedProcess, startProcess } from '../../process/start-process.ts';
import { createTailBuffer } from '../../process/tail-buffer.ts';
import type { Desk } from './desk.ts';

export interface CommandOutput {
  /** Both streams as they came; where it was too much, its beginning and its end. */
  readonly output: string;
  /** null: ended by a signal. */
  readonly exitCode: number | null;
  readonly timedOut: boolean;
}

const headBytes = 8 * 1024;
const tailBytes = 24 * 1024;
const graceMs = 2000;
/** A command may be silent for long; it has a limit of its own. */
const aliveMs = 5000;

/**
 * Runs a shell command in the workspace, in a session of its own. Whatever it started is ended with it: after its
 * exit, when its time is up, and when the agent is to stop. Fails only where it cannot be started.
 */
export async function runInWorkspace(
  command: string,
  desk: Desk,
  timeoutMs: number,
): Promise<Result<CommandOutput, FileTrouble>> {
  const started = await startProcess({ argv: ['sh', '-c', command], cwd: desk.root, env: desk.env, stdin: 'ignore' });
  if (!started.ok) return started;
  const child = started.value;
  const collected = collect(child);
  const timedOut = await waitForEnd(child, desk, timeoutMs);
  // The run's own token would name this process's parents, too: the session and its descendants are what is meant.
  await endTree({
    pid: child.pid,
    startTime: child.startTime,
    token: null,
    graceMs: desk.signal.aborted ? 0 : graceMs,
  });
  const { exitCode } = await child.ended;
  await drain(child);
  return ok({ output: collected(), exitCode, timedOut });
}

/** Waits for its exit, its time limit or the end of the agent; says whether it was the limit. */
function waitForEnd(child: StartedProcess, desk: Desk, timeoutMs: number): Promise<boolean> {
  return new Promise((resolve) => {
    const finish = (timedOut: boolean): void => {
      clearTimeout(timer);
      clearInterval(pulse);
      desk.signal.removeEventListener('abort', onAbort);
      resolve(timedOut);
    };
    const onAbort = (): void => finish(false);
    const timer = setTimeout(() => finish(true), timeoutMs);
    const pulse = setInterval(() => desk.alive(), aliveMs);
    desk.signal.addEventListener('abort', onAbort);
    void child.ended.then(() => finish(false));
    if (desk.signal.aborted) onAbort();
  });
}

/** Gathers both streams in constant memory; the returned function gives the text. */
function collect(child: StartedProcess): () => string {
  const head: Buffer[] = [];
  const tail = createTailBuffer(tailBytes);
  let size = 0;
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      const room = Math.max(0, headBytes - size);
      if (room > 0) head.push(Buffer.from(chunk.subarray(0, room)));
      tail.push(chunk.subarray(room));
      size += chunk.length;
    });
  }
  return () => {
    const left = size - headBytes - tailBytes;
    const gap = left > 0 ? `\n(${left} bytes left out)\n` : '';
    return stripControl(`${Buffer.concat(head).toString('utf8')}${gap}${tail.take().toString('utf8')}`);
  };
}
