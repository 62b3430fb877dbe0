import http from 'node:http';
import type net from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { chooseFetch, findProxy } from '../../../../src/io/agent/embedded/proxied-fetch.ts';

const servers: (http.Server | net.Server)[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

async function listen(server: http.Server): Promise<number> {
  servers.push(server);
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', () => resolve()));
  return (server.address() as AddressInfo).port;
}

const proxy = 'http://127.0.0.1:1';

test.each([
  ['https://api.example.org/v1', { HTTPS_PROXY: proxy }, true],
  ['https://api.example.org/v1', { https_proxy: proxy }, true],
  ['https://api.example.org/v1', { HTTP_PROXY: proxy }, false],
  ['http://api.example.org/v1', { HTTP_PROXY: proxy }, true],
  ['http://api.example.org/v1', { ALL_PROXY: proxy }, true],
  ['https://api.example.org/v1', { HTTPS_PROXY: proxy, NO_PROXY: 'other.org, .example.org' }, false],
  ['http://localhost:11434/v1', { HTTP_PROXY: proxy, NO_PROXY: 'localhost,127.0.0.1' }, false],
  ['https://api.example.org/v1', { HTTPS_PROXY: 'socks5://127.0.0.1:1' }, false],
  ['https://api.example.org/v1', {}, false],
] as const)('%s with %j goes through a proxy: %s', (endpoint, env, isProxied) => {
  expect(findProxy(new URL(endpoint), env) !== null).toBe(isProxied);
  expect(chooseFetch(endpoint, env) !== null).toBe(isProxied);
});

test('a request in clear text goes to the proxy as a whole address, and its answer comes as a stream', async () => {
  const seen: string[] = [];
  const port = await listen(
    http.createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => {
        body += chunk.toString();
      });
      request.on('end', () => {
        seen.push(`${request.method} ${request.url} ${request.headers.host} ${request.headers['x-key']} ${body}`);
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        response.write('data: 1\n\n');
        response.end('data: 2\n\n');
      });
    }),
  );
  const fetchThrough = chooseFetch('http://models.example.org/v1', { HTTP_PROXY: `http://127.0.0.1:${port}` });
  const answer = await fetchThrough?.('http://models.example.org/v1/messages', {
    method: 'POST',
    headers: { 'x-key': 'k' },
    body: '{}',
  });
  expect([answer?.status, answer?.headers.get('content-type')]).toEqual([200, 'text/event-stream']);
  expect(await answer?.text()).toBe('data: 1\n\ndata: 2\n\n');
  expect(seen).toEqual(['POST http://models.example.org/v1/messages models.example.org k {}']);
});

test('an encrypted request asks for a tunnel, and what the proxy says to that is told', async () => {
  const server = http.createServer();
  server.on('connect', (request, socket) => {
    const text = `no way to ${request.url}`;
    socket.end(`HTTP/1.1 403 Forbidden\r\nContent-Length: ${text.length}\r\n\r\n${text}`);
  });
  const port = await listen(server);
  const fetchThrough = chooseFetch('https://models.example.org', { HTTPS_PROXY: `http://127.0.0.1:${port}` });
  const failed: unknown = await fetchThrough?.('https://models.example.org/v1', {}).catch((error: unknown) => error);
  expect(failed).toBeInstanceOf(TypeError);
  expect(String((failed as TypeError).cause)).toContain('403 no way to models.example.org:443');
});

test('a request that is given up ends with the reason for which it was', async () => {
  const port = await listen(http.createServer(() => undefined));
  const fetchThrough = chooseFetch('http://models.example.org', { HTTP_PROXY: `http://127.0.0.1:${port}` });
  const controller = new AbortController();
  const asked = fetchThrough?.('http://models.example.org/', { signal: controller.signal });
  controller.abort(new Error('stopped'));
  await expect(asked).rejects.toThrow('stopped');
});
