import type { Readable, Writable } from 'node:stream';
import { type CallToolResult, McpServer } from '@modelcontextprotocol/server';
import { serveStdio, StdioServerTransport } from '@modelcontextprotocol/server/stdio';
import type { Context } from '../context.ts';
import { isAllowedInside } from '../core/lifecycle/allowed-inside.ts';
import { findInside } from '../engine/find-inside.ts';
import type { Tool } from './tool.ts';
import { tools } from './tools.ts';

export interface McpStreams {
  readonly input: Readable;
  readonly output: Writable;
}

/** Serves the Model Context Protocol, old versions and new, until its input ends or the context's signal is aborted. */
export async function serveMcp(context: Context, { input, output }: McpStreams): Promise<void> {
  // Nothing but the protocol may come to the output.
  const quiet: Context = { ...context, emit: () => {}, terminal: { ...context.terminal, out: () => {} } };
  const offered = listOffered(quiet);
  const ended = new Promise<void>((resolve) => {
    for (const event of ['end', 'close', 'error']) input.once(event, () => resolve());
    if (context.signal.aborted) resolve();
    context.signal.addEventListener('abort', () => resolve(), { once: true });
  });
  const transport = new StdioServerTransport(input, output);
  const handle = serveStdio(() => buildServer(quiet, offered), { transport });
  await ended;
  await handle.close();
  input.destroy();
}

/** What may be asked for here: inside of a run the same as on the command line, and no more. */
function listOffered(context: Context): readonly Tool[] {
  const inside = findInside(context) !== null;
  return tools.filter(({ name, place }) =>
    inside ? place !== 'outside' && isAllowedInside(name) : place !== 'inside',
  );
}

function buildServer(context: Context, offered: readonly Tool[]): McpServer {
  const server = new McpServer({ name: 'chant', version: context.version });
  for (const tool of offered) {
    const { name, description, schema } = tool;
    server.registerTool(name, { description, inputSchema: schema }, async (input) => call(context, tool, input));
  }
  return server;
}

/** What a tool gives, or its failure, as JSON: the reader is a program. */
async function call(context: Context, tool: Tool, input: unknown): Promise<CallToolResult> {
  const result = await tool.run(context, input);
  const data = result.ok ? result.value : { error: result.failure };
  return { content: [{ type: 'text', text: JSON.stringify(data) }], ...(result.ok ? {} : { isError: true }) };
}
