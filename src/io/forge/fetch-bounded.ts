/** What a request ended in when it brought no answer. */
export class NoAnswer extends Error {
  readonly reason: 'unreachable' | 'moved' | 'bad-answer';

  constructor(reason: NoAnswer['reason'], detail: string) {
    super(detail);
    this.name = 'NoAnswer';
    this.reason = reason;
  }
}

export interface Bounds {
  readonly maxBytes: number;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

const maxRedirects = 3;

/**
 * `fetch` that can be left alone with a stranger: it ends in time, reads a bounded answer whole, and takes its token to
 * no other server. A redirect is followed on the same server only; a request that changes something only where the
 * redirect says to send the same again (307, 308). Rejects with NoAnswer.
 */
export async function fetchBounded(url: string, init: RequestInit, bounds: Bounds): Promise<Response> {
  const signal = AbortSignal.any([bounds.signal, AbortSignal.timeout(bounds.timeoutMs)]);
  let address = url;
  for (let hops = 0; ; hops++) {
    const response = await start(address, init, signal);
    const next = readRedirect(response, address);
    if (next === null) return readWhole(response, bounds);
    await response.body?.cancel();
    const keeps = init.method === undefined || init.method === 'GET' || [307, 308].includes(response.status);
    if (!keeps || hops === maxRedirects || new URL(next).origin !== new URL(address).origin) {
      throw new NoAnswer('moved', `redirected to ${next.slice(0, 200)}`);
    }
    address = next;
  }
}

async function start(url: string, init: RequestInit, signal: AbortSignal): Promise<Response> {
  try {
    return await fetch(url, { ...init, redirect: 'manual', signal });
  } catch (error) {
    throw new NoAnswer('unreachable', describe(error));
  }
}

/** Where an answer sends to; null: it is the answer. */
function readRedirect(response: Response, from: string): string | null {
  if (![301, 302, 303, 307, 308].includes(response.status)) return null;
  const location = response.headers.get('location') ?? '';
  if (!URL.canParse(location, from)) throw new NoAnswer('bad-answer', 'a redirect that leads nowhere');
  return new URL(location, from).href;
}

async function readWhole(response: Response, { maxBytes }: Bounds): Promise<Response> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of response.body ?? []) {
      size += chunk.byteLength;
      if (size > maxBytes) throw new NoAnswer('bad-answer', `more than ${maxBytes} bytes`);
      chunks.push(chunk);
    }
  } catch (error) {
    throw error instanceof NoAnswer ? error : new NoAnswer('unreachable', describe(error));
  }
  const { status, statusText, headers } = response;
  const isEmpty = [204, 205, 304].includes(status);
  const whole = new Response(isEmpty ? null : Buffer.concat(chunks), { status, statusText, headers });
  Object.defineProperty(whole, 'url', { value: response.url });
  return whole;
}

/** The innermost cause: `connect ECONNREFUSED 127.0.0.1:1`, not `fetch failed`. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return 'no answer in time';
  return error.cause === undefined ? error.message : describe(error.cause);
}
