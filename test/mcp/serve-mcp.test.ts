import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { commands } from '../../src/cli/commands.ts';
import { serveMcp } from '../../src/mcp/serve-mcp.ts';
import { tools } from '../../src/mcp/tools.ts';
import { makeChantRepo } from '../helper/chant-repo.ts';
import { type FakeWorld, makeContext } from '../helper/fake-context.ts';
import { makeRunFolders } from '../helper/run-folders.ts';

const id = '2026-02-08-010-v7b';
const text = '# Fix\n\n## Acceptance Criteria\n\n- [ ] writes are locked\n- [ ] tests pass `check:unit`\n';
const specFile = `.chant/specs/${id}.md`;

/** A client that speaks the bare protocol: one JSON object per line. */
function connect(world: FakeWorld) {
  const [input, output] = [new PassThrough(), new PassThrough()];
  const { context } = makeContext(world);
  const done = serveMcp(context, { input, output });
  const lines = createInterface({ input: output })[Symbol.asyncIterator]();
  const send = (message: object): void => void input.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
  const read = async () => JSON.parse(String((await lines.next()).value));
  let next = 0;
  const ask = async (method: string, params: object = {}) => {
    next += 1;
    send({ id: next, method, params });
    const answer = await read();
    expect(answer.id).toBe(next);
    return answer;
  };
  const call = async (name: string, args: object = {}) => {
    const answer = await ask('tools/call', { name, arguments: args });
    return answer.error ?? { isError: answer.result.isError ?? false, said: answer.result.content[0].text };
  };
  return { input, done, send, read, ask, call };
}

const hello = (protocolVersion: string) => ({
  protocolVersion,
  capabilities: {},
  clientInfo: { name: 'test', version: '1' },
});

async function open(world: FakeWorld) {
  const client = connect(world);
  await client.ask('initialize', hello('2025-06-18'));
  client.send({ method: 'notifications/initialized' });
  return client;
}

function makeInside() {
  const run = makeRunFolders({ [specFile]: text }, id);
  return {
    ...run,
    world: { cwd: run.workspace },
    read: () => readFileSync(path.join(run.workspace, specFile), 'utf8'),
  };
}

test('the list of tools is the folder of tools, sorted, and every tool is named like a command', () => {
  const names = tools.map((tool) => tool.name);
  const files = readdirSync(new URL('../../src/mcp/tools', import.meta.url)).map((file) => file.replace('.ts', ''));
  expect(names).toEqual(files.sort());
  expect(names.filter((name) => !commands.some((command) => command.name === name))).toEqual([]);
});

test.each([
  ['2024-11-05', '2024-11-05'],
  ['2025-03-26', '2025-03-26'],
  ['2025-06-18', '2025-06-18'],
  ['2025-11-25', '2025-11-25'],
  ['1999-01-01', '2025-11-25'],
])('a client that asks for version %s is given %s', async (asked, given) => {
  const client = connect(makeInside().world);
  expect((await client.ask('initialize', hello(asked))).result).toMatchObject({
    protocolVersion: given,
    serverInfo: { name: 'chant', version: '1.2.3' },
  });
});

test('a client of 2026-07-28 needs no handshake: it discovers, lists and calls', async () => {
  const { world, read } = makeInside();
  const client = connect(world);
  const _meta = {
    'io.modelcontextprotocol/protocolVersion': '2026-07-28',
    'io.modelcontextprotocol/clientInfo': { name: 'test', version: '1' },
    'io.modelcontextprotocol/clientCapabilities': {},
  };
  expect((await client.ask('server/discover', { _meta })).result.supportedVersions).toContain('2026-07-28');
  const called = await client.ask('tools/call', { _meta, name: 'tick', arguments: { criterion: '1' } });
  expect(JSON.parse(called.result.content[0].text)).toMatchObject({ number: 1, changed: true });
  expect(read()).toContain('- [x] writes');
});

test('inside of a run only the tools of an agent are there, in less than 2,500 characters', async () => {
  const client = await open(makeInside().world);
  const { result } = await client.ask('tools/list');
  expect(result.tools.map((tool: { name: string }) => tool.name)).toEqual(['halt', 'list', 'log', 'show', 'tick']);
  expect(JSON.stringify(result).length).toBeLessThan(2500);
  expect(await client.call('add', { title: 'mine' })).toMatchObject({ code: -32602 });
});

test('outside of a run a spec can be listed, shown and added, and waits for a person then', async () => {
  const repo = makeChantRepo({ '.chant/config.md': '', [specFile]: text });
  const client = await open({ cwd: repo.root });
  const { result } = await client.ask('tools/list');
  expect(result.tools.map((tool: { name: string }) => tool.name)).toEqual(['add', 'list', 'log', 'show']);
  const added = JSON.parse((await client.call('add', { title: 'Lock reads' })).said);
  expect(repo.read(added.path)).toContain('required: true');
  expect(JSON.parse((await client.call('list', { query: 'reads' })).said)).toEqual({
    specs: [{ id: added.id, status: 'blocked', type: 'code', title: 'Lock reads' }],
    found: 1,
    total: 2,
  });
  expect(await client.call('tick', { criterion: '1' })).toMatchObject({ code: -32602 });
});

test('a criterion is ticked, the spec is shown with it, and a halt lands in the outbox', async () => {
  const { world, session, read } = makeInside();
  const client = await open(world);
  expect(JSON.parse((await client.call('tick', { criterion: 'writes' })).said)).toEqual({
    ...{ number: 1, text: 'writes are locked', changed: true, provedBy: null, open: 0 },
  });
  expect(read()).toBe(text.replace('[ ] writes', '[x] writes'));
  expect(JSON.parse((await client.call('show', { id: 'v7b' })).said)).toMatchObject({
    id,
    criteria: [
      { number: 1, ticked: true },
      { number: 2, check: 'unit' },
    ],
  });
  expect(await client.call('halt', { reason: 'no way', finding: 'tried both\n' })).toMatchObject({ isError: false });
  expect(readFileSync(`${session}/outbox/halt.md`, 'utf8')).toBe('# no way\n\ntried both\n');
});

test('a failure is told as data, and the server goes on', async () => {
  const client = await open(makeInside().world);
  const failed = await client.call('tick', { criterion: '9' });
  expect(failed.isError).toBe(true);
  expect(JSON.parse(failed.said)).toMatchObject({ error: { kind: 'unknown-name', what: 'criterion', name: '9' } });
  expect((await client.call('halt', { reason: ' ' })).isError).toBe(true);
  expect((await client.call('log', { id })).said).toContain('never run');
  expect((await client.call('list')).isError).toBe(false);
});

test.each([
  ['a missing argument', 'tick', {}],
  ['an argument of another type', 'tick', { criterion: 1 }],
  ['an argument that nobody knows', 'tick', { criterion: '1', id: 'other' }],
  ['arguments that are no object', 'tick', ['1']],
])('%s is refused, and nothing is ticked', async (_, name, args) => {
  const { world, read } = makeInside();
  const client = await open(world);
  const answer = await client.call(name, args);
  expect(answer.isError === true || answer.code < 0, JSON.stringify(answer)).toBe(true);
  expect(read()).toBe(text);
});

test('a method and a tool that are not there, and lines that are no messages, are survived', async () => {
  const client = await open(makeInside().world);
  expect((await client.ask('no/such')).error.code).toBe(-32601);
  expect(await client.call('approve', { id })).toMatchObject({ code: -32602 });
  expect(await client.call('confirm', { id, by: 'me' })).toMatchObject({ code: -32602 });
  client.input.write('not json\n[]\n{"jsonrpc":"2.0"}\n\n');
  expect((await client.call('list')).isError).toBe(false);
});

test('the server ends when its input ends, and when it is told to', async () => {
  const { world } = makeInside();
  const first = await open(world);
  first.input.end();
  await first.done;
  const stop = new AbortController();
  const second = connect({ ...world, signal: stop.signal });
  stop.abort();
  await second.done;
  expect(existsSync(world.cwd)).toBe(true);
});
