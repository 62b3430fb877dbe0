import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { writeOut } from './standard-output.ts';

/** What was typed before a question stood there is no answer to it. */
const drainMs = 40;

/**
 * Forgets what was typed so far, prints a text and gives the line that is typed then, as the terminal edits it: Ctrl-C
 * stays a signal. null: the input is at its end, or the signal was aborted.
 */
export async function askAtTerminal(text: string, signal: AbortSignal): Promise<string | null> {
  if (signal.aborted) return null;
  await forgetTyped();
  writeOut(text);
  return readLine(signal);
}

async function forgetTyped(): Promise<void> {
  const { stdin } = process;
  const forget = (): void => {};
  stdin.on('data', forget);
  await sleep(drainMs);
  stdin.off('data', forget);
  stdin.pause();
}

function readLine(signal: AbortSignal): Promise<string | null> {
  return new Promise((resolve) => {
    const reader = createInterface({ input: process.stdin, terminal: false });
    const end = (line: string | null): void => {
      signal.removeEventListener('abort', giveUp);
      resolve(line);
      reader.close();
    };
    const giveUp = (): void => end(null);
    signal.addEventListener('abort', giveUp, { once: true });
    reader.once('line', end);
    reader.once('close', giveUp);
    if (signal.aborted) giveUp();
  });
}
