import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Asked, type Description, makeValidator, type Reply } from './contract.ts';
import type { ForgeWorld } from './forge-world.ts';
import { serveGit } from './git-backend.ts';

/** Something that goes wrong once, with the first request that fits. */
export interface Fault {
  readonly match: RegExp;
  /** `hang-up`: the connection ends before the request is looked at; `lost`: after it was done. */
  readonly answer: Reply | 'hang-up' | 'lost' | { readonly text: string };
}

export interface ForgeServer {
  readonly url: string;
  readonly world: ForgeWorld;
  /** `GET /repos/acme/store`, with the query; in the order in which they came. */
  readonly asked: string[];
  /** The Authorization header of each, or empty. */
  readonly authorizations: string[];
  /** What the description does not allow. Empty at the end of every test. */
  readonly violations: string[];
  readonly faults: Fault[];
  /** What git was asked: `POST /acme/store.git/git-receive-pack`. */
  readonly gitRequests: string[];
  close(): Promise<void>;
}

/** What answers one operation; the login of whoever asks is null without a good token. */
export type Handler = (asked: Asked, login: string | null) => Reply;

export interface ForgeServerOptions {
  readonly world: ForgeWorld;
  readonly description: Description;
  /** `/api/v3` */
  readonly apiRoot: string;
  readonly buildHandlers: (url: string) => Readonly<Record<string, Handler>>;
  readonly refuse: (status: number, message: string) => Reply;
}

/** A forge on loopback: an API that takes only what its description allows, and git over HTTP beside it. */
export async function startForgeServer(options: ForgeServerOptions): Promise<ForgeServer> {
  const { world, apiRoot } = options;
  const validator = await makeValidator(options.description, apiRoot);
  const log = { asked: [], authorizations: [], violations: [], faults: [], gitRequests: [] } satisfies Partial<
    Record<string, unknown[]>
  >;
  const state: Omit<ForgeServer, 'url' | 'close' | 'world'> = log;
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    if (path.startsWith(`${apiRoot}/`)) void answerApi(request, response);
    else {
      state.gitRequests.push(`${request.method} ${path}`);
      if (world.guarded && path.includes('git-receive-pack') && !mayPush(world, path, request)) {
        response.writeHead(401, { 'www-authenticate': 'Basic realm="git"' });
        return void response.end();
      }
      serveGit(world.folder, request, response);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // Listening on a port: the address is one.
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  registerAll();
  await validator.init();

  async function answerApi(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [path = '', query = ''] = (request.url ?? '').split('?');
    const line = `${request.method} ${(request.url ?? '').slice(apiRoot.length)}`;
    state.asked.push(line);
    state.authorizations.push(request.headers.authorization ?? '');
    const index = state.faults.findIndex(({ match }) => match.test(line));
    const fault = index === -1 ? undefined : state.faults.splice(index, 1)[0]?.answer;
    if (fault === 'hang-up') return void request.socket.destroy();
    const body = await readBody(request);
    if (typeof fault === 'object') return send(response, fault);
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
    const asked = { method: request.method ?? 'GET', path, query, body, headers };
    const reply = await validator.handleRequest(asked).catch((error: unknown) => {
      state.violations.push(`the test's own server: ${String(error)}`);
      return options.refuse(500, 'the server of the test broke');
    });
    if (fault === 'lost') return void request.socket.destroy();
    send(response, reply);
  }

  function registerAll(): void {
    for (const [operation, handler] of Object.entries(options.buildHandlers(url))) {
      validator.register(operation, (asked) => {
        const token = (asked.request.headers['authorization'] ?? '').replace(/^(?:token|bearer) /i, '');
        const login = world.tokens.get(token) ?? null;
        if (token !== '' && login === null) return options.refuse(401, 'Bad credentials');
        const reply = handler(asked, login);
        const { errors } = reply.status < 300 ? validator.validateResponse(reply.body, operation, reply.status) : {};
        if (errors) state.violations.push(`the answer of ${operation}: ${JSON.stringify(errors).slice(0, 500)}`);
        return reply;
      });
    }
    validator.register('validationFail', ({ operation, validation }) => {
      state.violations.push(`${operation.operationId}: ${JSON.stringify(validation.errors)}`);
      return options.refuse(422, `Invalid request: ${JSON.stringify(validation.errors)}`);
    });
    validator.register('notFound', (asked) => {
      state.violations.push(`not described: ${JSON.stringify(asked.request).slice(0, 300)}`);
      return options.refuse(404, 'Not Found');
    });
  }

  return {
    ...state,
    url,
    world,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** `/acme/store.git/...`, with `Basic base64(anybody:token)` */
function mayPush(world: ForgeWorld, path: string, request: IncomingMessage): boolean {
  const [, coded = ''] = (request.headers.authorization ?? '').split(' ');
  const [, token = ''] = Buffer.from(coded, 'base64').toString('utf8').split(':');
  const full = /^\/([^/]+\/[^/]+)\.git\//.exec(path)?.[1]?.toLowerCase() ?? '';
  return world.repositories.get(full)?.writers.includes(world.tokens.get(token) ?? '') === true;
}

async function readBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  // A request without encoding gives buffers.
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return chunks.length === 0 ? undefined : JSON.parse(Buffer.concat(chunks).toString('utf8'));
}

function send(response: ServerResponse, reply: Reply | { readonly text: string }): void {
  if ('text' in reply) {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(reply.text);
    return;
  }
  response.writeHead(reply.status, { 'content-type': 'application/json; charset=utf-8', ...reply.headers });
  response.end(JSON.stringify(reply.body));
}
