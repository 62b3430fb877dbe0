import http from 'node:http';
import https from 'node:https';
import { Readable } from 'node:stream';
import tls from 'node:tls';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The `fetch` for an endpoint where the environment names a proxy for it, as a sandbox with a list of hosts does; null:
 * Node's own will do. Node 20's looks for no proxy. It can what a model service is asked: a text goes, a stream comes.
 */
export function chooseFetch(endpoint: string, env: Environment): typeof fetch | null {
  const proxy = URL.canParse(endpoint) ? findProxy(new URL(endpoint), env) : null;
  if (proxy === null) return null;
  return async (input, init = {}) => {
    if (input instanceof Request) throw new TypeError('a request is given by its address here');
    const url = new URL(input);
    const headers = Object.fromEntries(new Headers(init.headers));
    const body = typeof init.body === 'string' ? init.body : '';
    const options = { method: init.method ?? 'GET', headers, signal: init.signal ?? undefined };
    try {
      const answer = await ask(proxy, url, { ...options, body });
      return toResponse(answer);
    } catch (cause) {
      if (init.signal?.aborted === true) throw init.signal.reason;
      throw new TypeError('fetch failed', { cause });
    }
  };
}

/** The proxy that the usual variables name for an address (curl's rules: `NO_PROXY` holds names, and what is below them). */
export function findProxy(url: URL, env: Environment): URL | null {
  const name = url.protocol === 'https:' ? 'https_proxy' : 'http_proxy';
  const proxy = [name, name.toUpperCase(), 'all_proxy', 'ALL_PROXY'].map((one) => env[one]).find(Boolean) ?? '';
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const spared = (env['no_proxy'] ?? env['NO_PROXY'] ?? '').split(',').map((one) => one.trim().replace(/^\*?\./, ''));
  if (spared.some((one) => one === '*' || (one !== '' && (host === one || host.endsWith(`.${one}`))))) return null;
  return /^http:/i.test(proxy) && URL.canParse(proxy) ? new URL(proxy) : null;
}

interface Asked {
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly signal: AbortSignal | undefined;
  readonly body: string;
}

async function ask(proxy: URL, url: URL, { body, ...asked }: Asked): Promise<http.IncomingMessage> {
  const to = { host: proxy.hostname, port: Number(proxy.port || 80) };
  const isPlain = url.protocol === 'http:';
  const socket = isPlain ? null : await openTunnel(to, url, asked.signal);
  return new Promise((resolve, reject) => {
    const request =
      socket === null
        ? http.request({ ...to, ...asked, path: url.href, headers: { ...asked.headers, host: url.host } })
        : https.request(url, { ...asked, createConnection: () => socket });
    request.on('error', reject);
    request.on('response', resolve);
    request.end(body);
  });
}

/** A TLS connection to the host of an address, through the proxy. What the proxy refuses is an error with its words. */
function openTunnel(
  to: { readonly host: string; readonly port: number },
  url: URL,
  signal: AbortSignal | undefined,
): Promise<tls.TLSSocket> {
  const place = `${url.hostname}:${url.port || 443}`;
  return new Promise((resolve, reject) => {
    const request = http.request({ ...to, method: 'CONNECT', path: place, headers: { host: place }, signal });
    request.on('error', reject);
    request.on('connect', (answer, socket, head) => {
      if (answer.statusCode === 200) return resolve(tls.connect({ socket, servername: url.hostname }));
      socket.destroy();
      reject(new Error(`the proxy refused ${place}: ${answer.statusCode} ${head.toString('utf8').trim()}`));
    });
    request.end();
  });
}

function toResponse(answer: http.IncomingMessage): Response {
  const status = answer.statusCode ?? 502;
  const headers = Object.entries(answer.headersDistinct).flatMap(([name, values = []]) =>
    values.map((value): [string, string] => [name, value]),
  );
  const isEmpty = status === 204 || status === 304;
  if (isEmpty) answer.resume();
  // Two declarations of the same stream: Node's and the web's.
  const body = isEmpty ? null : (Readable.toWeb(answer) as unknown as ReadableStream<Uint8Array>);
  return new Response(body, { status, headers });
}
