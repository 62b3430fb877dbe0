import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fieldsOf } from '../../src/core/raw-value.ts';
import { anthropicWire } from './model-server/anthropic.ts';
import { chatWire } from './model-server/chat.ts';
import { geminiWire } from './model-server/gemini.ts';
import { createPlayer, type Next } from './model-server/play-script.ts';
import { responsesWire } from './model-server/responses.ts';
import type { Fault, Script } from './model-server/script.ts';
import type { Told, Turn, Wire } from './model-server/wire.ts';

/** A model on loopback that plays a script, over every wire format at once. */
export interface ModelServer {
  /** `http://127.0.0.1:PORT`; clients of OpenAI's wires want `/v1` behind it. */
  readonly url: string;
  /** Every request so far, in order; grows. */
  readonly requests: readonly SeenRequest[];
  /** Breaks what is still open, and ends. */
  stop(): Promise<void>;
}

export interface SeenRequest {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  /** Null where it was no request for an answer. */
  readonly wire: Wire['name'] | null;
  /** The key that the client showed, whichever way it did. */
  readonly key: string | null;
  /** Without the key. */
  readonly headers: Readonly<Record<string, string>>;
  /** Parsed, or the text where it is no JSON. */
  readonly body: unknown;
  /** Names of the tools that the client offered. */
  readonly tools: readonly string[];
  /** The conversation that it sent. */
  readonly turns: readonly Turn[];
  /** Which answer of the script it got, counted from 0, or which fault; `aside` where it offered no tools. */
  readonly got: number | Fault['fault'] | 'aside' | null;
}

const wires: readonly Wire[] = [anthropicWire, responsesWire, chatWire, geminiWire];

/** Starts a model on a port of 127.0.0.1. With `key`, whoever shows another one is refused with 401. */
export async function startModelServer(script: Script, options: { readonly key?: string } = {}): Promise<ModelServer> {
  const requests: SeenRequest[] = [];
  const play = createPlayer(script);
  const server = createServer((request, response) => {
    response.on('error', () => undefined);
    readBody(request).then(
      (body) => serve({ request, response, body, requests, play, key: options.key }),
      // The client went away while it asked.
      () => undefined,
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A server that listens on TCP has an address of this form.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly body: unknown;
  readonly requests: SeenRequest[];
  readonly play: ReturnType<typeof createPlayer>;
  readonly key: string | undefined;
}

function serve(exchange: Exchange): void {
  const { request, response, body, requests, play } = exchange;
  const path = new URL(request.url ?? '/', 'http://model').pathname;
  const wire = wires.find((each) => each.asks(path)) ?? null;
  const seen = { method: request.method ?? '', path, body, ...readHeaders(request) };
  if (wire === null) {
    requests.push({ ...seen, wire: null, tools: [], turns: [], got: null });
    return sendAside(response, path);
  }
  const asked = wire.read(body, path);
  const isRefused = exchange.key !== undefined && seen.key !== exchange.key;
  const next: Next | null = isRefused ? null : play(asked);
  requests.push({
    ...seen,
    wire: wire.name,
    tools: asked.tools.map(({ name }) => name),
    turns: asked.turns,
    got: gotOf(next),
  });
  if (next === null) return sendFault(response, wire, { fault: 'wrong-key' });
  const send = (how: 'whole' | 'half'): void =>
    sendAnswer(response, { wire, answer: next.answer, stream: asked.stream, how });
  switch (next.kind) {
    case 'aside':
      return send('whole');
    case 'answer':
      return void next.after.then(() => send('whole'));
    case 'fault':
      if (next.fault.fault === 'hang') return;
      if (next.fault.fault !== 'cut' && next.fault.fault !== 'stall') return sendFault(response, wire, next.fault);
      send('half');
      // What was written leaves first.
      if (next.fault.fault === 'cut') response.write('', () => response.destroy());
  }
}

function gotOf(next: Next | null): SeenRequest['got'] {
  if (next === null) return 'wrong-key';
  return next.kind === 'aside' ? 'aside' : next.kind === 'answer' ? next.step : next.fault.fault;
}

interface Sending {
  readonly wire: Wire;
  readonly answer: Told;
  readonly stream: boolean;
  readonly how: 'whole' | 'half';
}

function sendAnswer(response: ServerResponse, { wire, answer, stream, how }: Sending): void {
  const type = stream ? 'text/event-stream' : 'application/json';
  const text = stream
    ? wire.events(answer).map(({ name, data }) => {
        const line = typeof data === 'string' ? data : JSON.stringify(data);
        return `${name === null ? '' : `event: ${name}\n`}data: ${line}\n\n`;
      })
    : [...JSON.stringify(wire.whole(answer))];
  const sent = how === 'whole' ? text : text.slice(0, Math.ceil(text.length / 2));
  response.writeHead(200, { 'content-type': type, 'request-id': `req_${answer.id}` });
  response.write(sent.join(''));
  if (how === 'whole') response.end();
}

function sendFault(response: ServerResponse, wire: Wire, { fault, retryAfterS }: Fault): void {
  const status =
    fault === 'wrong-key' ? 401 : fault === 'rate-limit' ? 429 : fault === 'overloaded' ? wire.overloaded : 500;
  const headers = retryAfterS === undefined ? {} : { 'retry-after': String(retryAfterS) };
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  // Some clients tell the words of a service and not its status.
  const words = fault === 'wrong-key' ? ' (incorrect API key)' : '';
  response.end(JSON.stringify(wire.trouble(status, `scripted fault: ${fault}${words}`)));
}

/** Answers what clients ask beside the conversation. */
function sendAside(response: ServerResponse, path: string): void {
  const model = {
    id: 'scripted',
    object: 'model',
    type: 'model',
    display_name: 'Scripted',
    created: 1,
    owned_by: 'test',
  };
  const known: readonly (readonly [end: RegExp, body: unknown])[] = [
    [/count_tokens$/, { input_tokens: 1000 }],
    [/:countTokens$/, { totalTokens: 1000 }],
    [/\/models$/, { object: 'list', data: [model], models: [], has_more: false }],
  ];
  const body = known.find(([end]) => end.test(path))?.[1];
  response.writeHead(body === undefined ? 404 : 200, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body ?? { error: { type: 'not_found_error', message: `nothing is at ${path}` } }));
}

async function readBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) if (Buffer.isBuffer(chunk)) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString('utf8');
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

const keyHeaders = ['x-api-key', 'authorization', 'x-goog-api-key', 'api-key'];

function readHeaders(request: IncomingMessage): Pick<SeenRequest, 'key' | 'headers'> {
  const all = Object.entries(fieldsOf(request.headers)).map(([name, value]) => [name, String(value)] as const);
  const shown = all.find(([name]) => keyHeaders.includes(name))?.[1].replace(/^Bearer /, '');
  const inQuery = new URL(request.url ?? '/', 'http://model').searchParams.get('key');
  return {
    key: shown ?? inQuery,
    headers: Object.fromEntries(all.filter(([name]) => !keyHeaders.includes(name))),
  };
}
