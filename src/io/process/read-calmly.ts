import type { StartedProcess } from './start-process.ts';
import { waitAtMost } from './wait-at-most.ts';

/** How long a talker's words may gather. */
const restMs = 200;
/** So many pieces are read as they come: questions and answers are not slowed down. One more for each rest. */
const burst = 8;
/** A piece of this size is a flood, and read at full speed. */
const muchBytes = 8 * 1024;

/**
 * Standard output of a process, piece by piece. Who prints a little all the time, a hundred times in a second, is read
 * five times in a second: each time costs the same, however little there is. For that, the process is to be started
 * with `readsAhead: false`. Ends with the output; throws when the pipe is closed under the reader.
 */
export async function* readCalmly(
  child: Pick<StartedProcess, 'stdout' | 'ended'>,
  now: () => number,
): AsyncGenerator<Buffer> {
  let credit = burst;
  let last = now();
  for await (const chunk of child.stdout) {
    if (!Buffer.isBuffer(chunk)) continue;
    yield chunk;
    const time = now();
    credit = Math.min(burst, credit + Math.max(0, time - last) / restMs) - 1;
    last = time;
    if (credit < 0 && chunk.length < muchBytes) await waitAtMost(restMs, child.ended);
  }
}
