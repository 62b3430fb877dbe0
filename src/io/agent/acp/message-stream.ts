import type { AnyMessage, Stream } from '@agentclientprotocol/sdk';
import type { AgentLink } from '../provider.ts';
import { createLineSplitter } from '../split-lines.ts';
import { fieldsOf } from '../../../core/raw-value.ts';

/** Longest message; a longer one is dropped. */
const maxMessage = 32 * 1024 * 1024;

/**
 * The agent's pipes as a stream of messages, one JSON object per line. Lines that are no message (a client that
 * prints a warning, an answer to a question that was never asked) are left out: they stand in agent.log.
 * Updates go to `onUpdate` and not into the stream, where the protocol's package would refuse those that bend the
 * schema. `onEnd` is called when nothing more can come: the agent has closed its output, or has gone.
 */
export function createMessageStream(
  link: AgentLink,
  { onUpdate, onEnd }: { readonly onUpdate: (params: unknown) => void; readonly onEnd: () => void },
): Stream {
  const asked = new Set<unknown>();
  const messages = readMessages(link.output, asked, onUpdate);
  return {
    readable: new ReadableStream<AnyMessage>({
      async pull(controller) {
        const next = await messages.next();
        if (next.done !== true) return controller.enqueue(next.value);
        onEnd();
        controller.close();
      },
    }),
    writable: new WritableStream<AnyMessage>({
      async write(message) {
        if ('method' in message && 'id' in message) asked.add(message.id);
        await link.write(`${JSON.stringify(message)}\n`);
      },
    }),
  };
}

async function* readMessages(
  output: AsyncIterable<Buffer>,
  asked: Set<unknown>,
  onUpdate: (params: unknown) => void,
): AsyncGenerator<AnyMessage> {
  const splitter = createLineSplitter(maxMessage);
  for await (const chunk of output) {
    for (const line of splitter.push(chunk)) {
      const message = parseMessage(line, asked);
      if (message === null) continue;
      if ('method' in message && message.method === 'session/update') onUpdate(message.params);
      else yield message;
    }
  }
}

function parseMessage(line: string, asked: Set<unknown>): AnyMessage | null {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return null;
  }
  const fields = fieldsOf(value);
  if (fields['jsonrpc'] !== '2.0') return null;
  const isCall = typeof fields['method'] === 'string';
  const isAnswer = !isCall && ('result' in fields || isError(fields['error'])) && asked.delete(fields['id']);
  // The shape was looked at above; what is inside is checked by whoever takes the message.
  return isCall || isAnswer ? (fields as unknown as AnyMessage) : null;
}

function isError(value: unknown): boolean {
  const fields = fieldsOf(value);
  return Number.isInteger(fields['code']) && typeof fields['message'] === 'string';
}
