import type { Writable } from 'node:stream';
import { readCalmly } from '../process/read-calmly.ts';
import type { StartedProcess } from '../process/start-process.ts';
import { waitAtMost } from '../process/wait-at-most.ts';
import type { AgentLink, AgentReport, AgentRequest, LineConversation, Provider } from './provider.ts';
import { createLineSplitter } from './split-lines.ts';

export interface Wire {
  readonly provider: Provider;
  readonly request: AgentRequest;
  readonly child: StartedProcess;
  readonly now: () => number;
  /** Aborted when the agent is to stop. */
  readonly signal: AbortSignal;
  /** Gets every chunk of standard output before anybody looks into it. */
  readonly heard: (chunk: Buffer) => void;
  readonly report: (report: AgentReport) => void;
  /** Asks a person; null: nobody is there. */
  readonly ask: AgentLink['ask'];
  /** Told how many lines nobody looked at. */
  readonly skipped: (lines: number) => void;
}

/** A line that is longer is cut: no line of an agent is. */
const maxLine = 4 * 1024 * 1024;
/** How long a process may take to go after its input was closed. */
const hangUpMs = 2000;

/**
 * Talks with an agent's process as its provider says. Resolves when the conversation is over, at the latest when
 * the process's output is at its end. Rejects only when a sink throws, which is a bug.
 */
export function hold(wire: Wire): Promise<void> {
  const { conversation } = wire.provider;
  // A reader that has gone (EPIPE) is no trouble of ours: its exit status tells.
  wire.child.stdin?.on('error', () => undefined);
  return conversation.by === 'lines' ? readLines(wire, conversation) : talk(wire, conversation.talk);
}

async function readLines(wire: Wire, conversation: LineConversation): Promise<void> {
  wire.child.stdin?.end(conversation.input(wire.request));
  const splitter = createLineSplitter(maxLine);
  const take = (line: string): void => {
    for (const report of conversation.read(line, wire.request)) wire.report(report);
  };
  let lines = 0;
  for await (const chunk of output(wire)) {
    const from = wire.provider.speaksTo === 'people' && lines > calmLines ? findLastLines(chunk) : 0;
    if (from > 0) {
      splitter.end();
      wire.skipped(countLines(chunk.subarray(0, from)));
    }
    const ended = splitter.push(chunk.subarray(from));
    lines += ended.length;
    for (const line of ended) take(line);
  }
  const last = splitter.end();
  if (last !== null) take(last);
}

/** Beyond so many lines an agent is no talker but a flood: of every chunk only the end is looked at. */
const calmLines = 10_000;
const endBytes = 2048;

/** Where the last whole lines of a chunk begin; 0 where the chunk is small. */
function findLastLines(chunk: Buffer): number {
  return chunk.length <= endBytes ? 0 : chunk.indexOf(10, chunk.length - endBytes) + 1;
}

function countLines(chunk: Buffer): number {
  let count = 0;
  for (const byte of chunk) if (byte === 10) count += 1;
  return count;
}

async function talk(wire: Wire, lead: (link: AgentLink) => Promise<void>): Promise<void> {
  const { child, request, signal, report, ask } = wire;
  await lead({
    request,
    signal,
    report,
    ask,
    output: output(wire),
    write: (text) => writeText(child.stdin, text),
    hangUp: async () => {
      child.stdin?.end();
      await waitAtMost(request.limits.graceMs ?? hangUpMs, child.closed);
    },
  });
}

/** Standard output; ends quietly when the runner closes the pipe. */
async function* output(wire: Wire): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of readCalmly(wire.child, wire.now)) {
      wire.heard(chunk);
      yield chunk;
    }
  } catch {
    // The pipe was closed under the reader: there is no more output.
  }
}

function writeText(stdin: Writable | null, text: string): Promise<void> {
  return new Promise((resolve) => {
    if (stdin === null || !stdin.writable) return resolve();
    stdin.write(text, () => resolve());
  });
}
