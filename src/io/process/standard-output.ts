import { fstatSync, writeSync } from 'node:fs';

/** Set when text has to go through Node's stream: it is a terminal, or what was written before waits there. */
let streamed = isDevice();

/** Whether standard output may be a terminal; of a pipe and a file that is known without Node's stream for it. */
function isDevice(): boolean {
  try {
    return fstatSync(1).isCharacterDevice();
  } catch {
    return true;
  }
}

/** Node's stream for standard output where it may be a terminal; null for a pipe or a file. */
export function openTerminal(): NodeJS.WriteStream | null {
  return isDevice() ? surviveClosedPipe(process.stdout) : null;
}

/**
 * Writes to standard output. Pipes and files are written to without Node's stream, which takes longer to load than a
 * list takes to make; the stream takes over where it is a terminal, and when the reader of a pipe is slow.
 */
export function writeOut(text: string): void {
  let rest = Buffer.from(text);
  while (!streamed && rest.length > 0) {
    try {
      rest = rest.subarray(writeSync(1, rest));
    } catch {
      // What really is wrong, the stream will say.
      streamed = true;
    }
  }
  if (rest.length > 0) surviveClosedPipe(process.stdout).write(rest);
}

/** A reader that goes away (`chant list | head -1`) is no error; what chant does goes on without it. */
export function surviveClosedPipe(stream: NodeJS.WriteStream): NodeJS.WriteStream {
  if (stream.listenerCount('error', ignoreClosedPipe) === 0) stream.on('error', ignoreClosedPipe);
  return stream;
}

function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}
