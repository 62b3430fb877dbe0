import { closeSync, mkdirSync, mkdtempSync, openSync } from 'node:fs';
import http from 'node:http';
import net, { type AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { parseHostRule } from '../../../src/core/sandbox/host-rule.ts';
import { type Gate, openGate } from '../../../src/io/sandbox/network/open-gate.ts';

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

/** A server on loopback that says who asked for what. */
async function startServer(): Promise<number> {
  const server = http.createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => {
      body += chunk.toString();
    });
    request.on('end', () => response.end(`${request.method} ${request.url} for ${request.headers.host}: ${body}`));
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', () => resolve()));
  closers.push(() => void server.close());
  return (server.address() as AddressInfo).port;
}

interface Opened {
  readonly gate: Gate;
  readonly asked: string[];
}

async function open(hosts: readonly string[], names: Readonly<Record<string, string>> = {}): Promise<Opened> {
  const asked: string[] = [];
  const rules = hosts.map(parseHostRule).filter((rule) => rule !== null);
  // A folder whose name is longer than the path of a socket may be.
  const folder = path.join(mkdtempSync(path.join(os.tmpdir(), 'gate-')), 'a-long-name-'.repeat(10));
  mkdirSync(folder);
  const gate = await openGate({
    ...{ folder, rules, onAsked: (what, refused) => asked.push(`${what} ${refused ?? 'let through'}`) },
    resolve: async (host) => {
      const address = names[host];
      if (address === undefined) throw new Error('ENOTFOUND');
      return [address];
    },
  });
  closers.push(() => gate.close());
  return { gate, asked };
}

/** What the gate says to bytes, until it hangs up or has said enough. */
function speak({ gate }: Opened, text: string, then: string | null = null): Promise<string> {
  return new Promise((resolve, reject) => {
    const folder = openSync(path.dirname(gate.socket), 'r');
    closers.push(() => closeSync(folder));
    const socket = net.connect(`/proc/self/fd/${folder}/${path.basename(gate.socket)}`);
    let said = '';
    socket.on('error', reject);
    socket.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (then !== null && said.includes('\r\n\r\n')) {
        socket.write(then);
        then = null;
      }
    });
    socket.on('close', () => resolve(said));
    socket.write(text);
  });
}

const get = 'GET /page HTTP/1.1\r\nHost: example.org\r\nConnection: close\r\n\r\n';

test('a tunnel to a host of the list carries what is said both ways', async () => {
  const port = await startServer();
  const opened = await open([`127.0.0.1:${port}`]);
  const said = await speak(opened, `CONNECT 127.0.0.1:${port} HTTP/1.1\r\n\r\n`, get);
  expect(said).toMatch(/^HTTP\/1\.1 200 Connection established\r\n\r\nHTTP\/1\.1 200 OK/);
  expect(said).toContain('GET /page for example.org');
  expect(opened.asked).toEqual([`127.0.0.1:${port} let through`]);
});

test('a plain request to a host of the list is passed on, as for that host', async () => {
  const port = await startServer();
  const opened = await open([`localhost:${port}`], { localhost: '127.0.0.1' });
  const head = 'Host: elsewhere.org\r\nProxy-Authorization: Basic x\r\nContent-Length: 4\r\nConnection: close';
  const said = await speak(opened, `POST http://localhost:${port}/a?b=c HTTP/1.1\r\n${head}\r\n\r\nbody`);
  expect(said).toContain(`POST /a?b=c for localhost:${port}: body`);
});

test('a host that is not on the list is refused in words, and told of once', async () => {
  const opened = await open(['example.org', '*.npmjs.org']);
  for (const request of ['CONNECT evil.net:443 HTTP/1.1\r\n\r\n', 'CONNECT evil.net:443 HTTP/1.1\r\n\r\n']) {
    const said = await speak(opened, request);
    expect(said).toMatch(/^HTTP\/1\.1 403 Forbidden\r\n/);
    expect(said).toContain('evil.net:443 was refused: it is not on the list');
    expect(said).toContain('*.npmjs.org (port 443, 80)');
  }
  const plain = await speak(opened, 'GET http://evil.net/ HTTP/1.1\r\nHost: evil.net\r\nConnection: close\r\n\r\n');
  expect(plain).toMatch(/^HTTP\/1\.1 403 Forbidden\r\n/);
  expect(opened.asked).toEqual(['evil.net:443 it is not on the list', 'evil.net:80 it is not on the list']);
});

test.each([
  ['another port', 'CONNECT example.org:22 HTTP/1.1\r\n\r\n', 'it is not on the list'],
  ['a name below that leads to this machine', 'CONNECT a.example.org:443 HTTP/1.1\r\n\r\n', 'leads to 127.0.0.1'],
  ['an address behind a name', 'CONNECT 127.0.0.1:443 HTTP/1.1\r\n\r\n', 'it is not on the list'],
  ['the credentials of a cloud', 'CONNECT b.example.org:80 HTTP/1.1\r\n\r\n', 'leads to 169.254.169.254'],
  ['a place without a port', 'CONNECT example.org HTTP/1.1\r\n\r\n', 'it is not on the list'],
])('%s is refused', async (_, request, why) => {
  const names = { 'a.example.org': '127.0.0.1', 'b.example.org': '169.254.169.254', 'example.org': '93.184.216.34' };
  const said = await speak(await open(['*.example.org', 'example.org'], names), request);
  expect(said).toMatch(/^HTTP\/1\.1 403 Forbidden\r\n/);
  expect(said).toContain(why);
});

test('a name that nobody knows and a port on which nobody listens are told, and harm nothing', async () => {
  const port = await startServer();
  const opened = await open(['unknown.org', 'localhost:1', `127.0.0.1:${port}`], { localhost: '127.0.0.1' });
  expect(await speak(opened, 'CONNECT unknown.org:443 HTTP/1.1\r\n\r\n')).toContain('its name is not known');
  expect(await speak(opened, 'CONNECT localhost:1 HTTP/1.1\r\n\r\n')).toMatch(/^HTTP\/1\.1 502/);
  expect(await speak(opened, 'GET /relative HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')).toMatch(
    /^HTTP\/1\.1 400/,
  );
  expect(await speak(opened, 'rubbish\r\n\r\n')).toBe('');
  expect(await speak(opened, `CONNECT 127.0.0.1:${port} HTTP/1.1\r\n\r\n`, get)).toContain('GET /page');
});
