import dns from 'node:dns/promises';
import fs from 'node:fs';
import http from 'node:http';
import net from 'node:net';
import type { Duplex } from 'node:stream';
import { cleanHost, findHostRule, type HostRule } from '../../../core/sandbox/host-rule.ts';
import { isAddressAllowed } from '../../../core/sandbox/judge-address.ts';
import { stripControl } from '../../../core/strip-control.ts';
import { wordRefusal } from './gate-texts.ts';

export interface GateOptions {
  /** An existing folder of chant's own; the socket is made in it. */
  readonly folder: string;
  readonly rules: readonly HostRule[];
  /** Told once of each host and port; `refused`: why, or null where it was let through. */
  readonly onAsked: (asked: string, refused: string | null) => void;
  /** Addresses of a name; the system's own resolver where not given. */
  readonly resolve?: (host: string) => Promise<readonly string[]>;
}

/** The way out of a sandbox without a network. */
export interface Gate {
  /** Absolute path of the socket: it speaks HTTP, as a proxy is spoken to. */
  readonly socket: string;
  close(): void;
}

/** How many hosts are told of; more would be a way to fill the disk. */
const maxTold = 200;
const maxPlace = 300;
const connectMs = 30_000;

/**
 * Opens a proxy (CONNECT, RFC 9110 9.3.6, and plain requests) on a socket in the file system, which a sandbox without a
 * network can be shown. It resolves names itself, connects to the very address that it judged, and refuses with 403
 * and a sentence. It keeps no process alive.
 */
export function openGate(options: GateOptions): Promise<Gate> {
  const told = new Set<string>();
  const tell = (asked: string, refused: string | null): void => {
    const place = stripControl(asked).slice(0, maxPlace);
    if (told.has(`${place} ${refused}`) || told.size >= maxTold) return;
    told.add(`${place} ${refused}`);
    options.onAsked(place, refused);
  };
  const server = http.createServer((request, response) => {
    void forward(options, tell, { request, response });
  });
  server.on('connect', (request, socket, head) => void tunnel(options, tell, { request, socket, head }));
  server.on('upgrade', (_, socket) => socket.end('HTTP/1.1 403 Forbidden\r\n\r\n'));
  server.on('clientError', (_, socket) => socket.destroy());
  server.maxConnections = 1000;
  const open = new Set<net.Socket>();
  server.on('connection', (socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
  });
  // By the open folder: the path of a socket may have 107 bytes, and a temp folder can be longer than that.
  const folder = fs.openSync(options.folder, 'r');
  // A run that was paused, or killed, has left its own behind.
  fs.rmSync(`${options.folder}/${socketName}`, { force: true });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(`/proc/self/fd/${folder}/${socketName}`, () => {
      server.unref();
      const close = (): void => {
        server.close();
        for (const socket of open) socket.destroy();
        fs.closeSync(folder);
      };
      resolve({ socket: `${options.folder}/${socketName}`, close });
    });
  });
}

const socketName = 'network.sock';

type Tell = (asked: string, refused: string | null) => void;
type Way = { readonly address: string } | { readonly status: 403 | 502; readonly why: string };

/** Where a host is to be reached, or why it is not. */
async function findWay(options: GateOptions, host: string, port: number): Promise<Way> {
  const { rules } = options;
  const rule = findHostRule(rules, { host, port });
  if (rule === null) return { status: 403, why: 'it is not on the list' };
  const addresses = net.isIP(host) === 0 ? await resolveName(options, host) : [host];
  if (addresses.length === 0) return { status: 502, why: 'its name is not known' };
  const address = addresses.find((one) => isAddressAllowed(rules, { rule, port, address: one }));
  if (address !== undefined) return { address };
  return { status: 403, why: `its name leads to ${addresses[0]}, which is on this machine or in a private network` };
}

async function resolveName({ resolve }: GateOptions, host: string): Promise<readonly string[]> {
  try {
    if (resolve !== undefined) return await resolve(host);
    return (await dns.lookup(host, { all: true })).map(({ address }) => address);
  } catch {
    return [];
  }
}

async function tunnel(
  options: GateOptions,
  tell: Tell,
  asked: { readonly request: http.IncomingMessage; readonly socket: Duplex; readonly head: Buffer },
): Promise<void> {
  const { request, socket, head } = asked;
  // A client that goes away is no trouble of ours.
  socket.on('error', () => socket.destroy());
  const [, name = '', digits = ''] = /^(.+):(\d{1,5})$/.exec(request.url ?? '') ?? [];
  const [host, port] = [cleanHost(name), Number(digits)];
  const way = await findWay(options, host, port);
  const label = `${host}:${port}`;
  if (!('address' in way)) {
    tell(label, way.why);
    const text = wordRefusal(label, way.why, options.rules);
    socket.end(`${formatHead(way.status)}Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
    return;
  }
  tell(label, null);
  const far = net.connect({ host: way.address, port, timeout: connectMs });
  far.on('timeout', () => far.connecting && far.destroy());
  far.on('error', () => (far.pending ? socket.end(`${formatHead(502)}\r\n`) : socket.destroy()));
  far.on('connect', () => {
    socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
    if (head.length > 0) far.write(head);
    far.pipe(socket).pipe(far);
  });
  far.on('close', () => socket.destroy());
  socket.on('close', () => far.destroy());
}

function formatHead(status: 403 | 502): string {
  const words = { 403: 'Forbidden', 502: 'Bad Gateway' };
  return `HTTP/1.1 ${status} ${words[status]}\r\nContent-Type: text/plain; charset=utf-8\r\nConnection: close\r\n`;
}

/** Headers that are between a client and its proxy (RFC 9110 7.6.1). */
const hop = /^(connection|proxy-.*|keep-alive|te|trailer|transfer-encoding|upgrade|host)$/i;

/** A plain request: `GET http://example.org/page HTTP/1.1`. */
async function forward(
  options: GateOptions,
  tell: Tell,
  asked: { readonly request: http.IncomingMessage; readonly response: http.ServerResponse },
): Promise<void> {
  const { request, response } = asked;
  const refuse = (status: number, text: string): void => {
    response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', connection: 'close' }).end(text);
  };
  request.on('error', () => response.destroy());
  const url = URL.canParse(request.url ?? '') ? new URL(request.url ?? '') : null;
  if (url === null || url.protocol !== 'http:')
    return refuse(400, 'chant: this is a proxy, and needs a whole address\n');
  const [host, port] = [cleanHost(url.hostname), Number(url.port || 80)];
  const way = await findWay(options, host, port);
  const label = `${host}:${port}`;
  tell(label, 'address' in way ? null : way.why);
  if (!('address' in way)) return refuse(way.status, wordRefusal(label, way.why, options.rules));
  const kept = Object.entries(request.headers).filter(([name]) => !hop.test(name));
  const far = http.request({
    ...{ host: way.address, port, method: request.method ?? 'GET', path: `${url.pathname}${url.search}` },
    headers: { ...Object.fromEntries(kept), host: url.host },
    timeout: connectMs,
    agent: false,
  });
  far.on('error', () => (response.headersSent ? response.destroy() : refuse(502, `chant: ${label} does not answer\n`)));
  far.on('response', (answer) => {
    response.writeHead(answer.statusCode ?? 502, dropHop(answer.headers));
    answer.pipe(response);
  });
  response.on('close', () => far.destroy());
  request.pipe(far);
}

function dropHop(headers: http.IncomingHttpHeaders): http.OutgoingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !hop.test(name)));
}
