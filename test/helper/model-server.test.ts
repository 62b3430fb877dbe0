import { afterEach, describe, expect, it } from 'vitest';
import { type ModelServer, startModelServer } from './model-server.ts';
import type { Script } from './model-server/script.ts';

/** A request of each wire, as its clients send it: the prompt, then the conversation so far. */
interface Sample {
  readonly name: string;
  readonly path: string;
  readonly streamPath?: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly overloaded: number;
  body(history: 'none' | 'one-answer'): Readonly<Record<string, unknown>>;
  /** What a client reads out of the whole answer: text, name of the tool, its arguments, tokens in and out. */
  read(answer: Json): readonly unknown[];
}

// Whatever a test reads out of an answer must be there: a missing field fails the comparison.
// biome-ignore lint/suspicious/noExplicitAny: answers of four wire formats, read by path
type Json = any;

const schema = {
  type: 'object',
  properties: { file_path: { type: 'string', description: 'absolute' }, content: { type: 'string' } },
  required: ['file_path', 'content'],
};
const cwd = 'Working directory: /work/here';
const callArgs = { file_path: '/work/here/a.txt', content: 'a\n' };

const samples: readonly Sample[] = [
  {
    name: 'anthropic',
    path: '/v1/messages',
    headers: { 'x-api-key': 'sk-test' },
    overloaded: 529,
    body: (history) => ({
      model: 'm',
      system: [{ type: 'text', text: cwd }],
      tools: [{ name: 'Write', input_schema: schema }],
      messages: [
        { role: 'user', content: 'go' },
        ...(history === 'none'
          ? []
          : [
              {
                role: 'assistant',
                content: [
                  { type: 'text', text: 'I write.' },
                  { type: 'tool_use', id: 't', name: 'Write', input: {} },
                ],
              },
              { role: 'user', content: [{ type: 'tool_result', tool_use_id: 't', content: 'ok' }] },
            ]),
      ],
    }),
    read: ({ content, usage }) => [
      content[0].text,
      content[1]?.name,
      content[1]?.input,
      usage.input_tokens + usage.cache_read_input_tokens,
      usage.output_tokens,
    ],
  },
  {
    name: 'responses',
    path: '/v1/responses',
    headers: { authorization: 'Bearer sk-test' },
    overloaded: 503,
    body: (history) => ({
      model: 'm',
      instructions: cwd,
      tools: [{ type: 'function', name: 'write_file', parameters: schema }],
      input: [
        { type: 'message', role: 'user', content: [{ type: 'input_text', text: 'go' }] },
        ...(history === 'none'
          ? []
          : [
              { type: 'message', role: 'assistant', content: [{ type: 'output_text', text: 'I write.' }] },
              { type: 'function_call', call_id: 'c', name: 'write_file', arguments: '{}' },
              { type: 'function_call_output', call_id: 'c', output: 'ok' },
            ]),
      ],
    }),
    read: ({ output, usage }) => [
      output[0].content[0].text,
      output[1]?.name,
      output[1] && JSON.parse(output[1].arguments),
      usage.input_tokens,
      usage.output_tokens,
    ],
  },
  {
    name: 'chat',
    path: '/v1/chat/completions',
    headers: { authorization: 'Bearer sk-test' },
    overloaded: 503,
    body: (history) => ({
      model: 'm',
      tools: [{ type: 'function', function: { name: 'write_file', parameters: schema } }],
      messages: [
        { role: 'system', content: cwd },
        { role: 'user', content: 'go' },
        ...(history === 'none'
          ? []
          : [
              {
                role: 'assistant',
                content: 'I write.',
                tool_calls: [{ id: 'c', type: 'function', function: { name: 'write_file', arguments: '{}' } }],
              },
              { role: 'tool', tool_call_id: 'c', content: 'ok' },
            ]),
      ],
    }),
    read: ({ choices: [{ message }], usage }) => [
      message.content,
      message.tool_calls?.[0].function.name,
      message.tool_calls && JSON.parse(message.tool_calls[0].function.arguments),
      usage.prompt_tokens,
      usage.completion_tokens,
    ],
  },
  {
    name: 'gemini',
    path: '/v1beta/models/m:generateContent',
    streamPath: '/v1beta/models/m:streamGenerateContent?alt=sse',
    headers: { 'x-goog-api-key': 'sk-test' },
    overloaded: 503,
    body: (history) => ({
      systemInstruction: { parts: [{ text: cwd }] },
      tools: [{ functionDeclarations: [{ name: 'write_file', parametersJsonSchema: schema }] }],
      contents: [
        { role: 'user', parts: [{ text: 'go' }] },
        ...(history === 'none'
          ? []
          : [
              { role: 'model', parts: [{ text: 'I write.' }, { functionCall: { name: 'write_file', args: {} } }] },
              { role: 'user', parts: [{ functionResponse: { name: 'write_file', response: { output: 'ok' } } }] },
            ]),
      ],
    }),
    read: ({ candidates: [{ content }], usageMetadata }) => [
      content.parts[0].text,
      content.parts[1]?.functionCall.name,
      content.parts[1]?.functionCall.args,
      usageMetadata.promptTokenCount,
      usageMetadata.candidatesTokenCount,
    ],
  },
];

const script: Script = [
  {
    say: 'I write.',
    call: { write: 'a.txt', content: 'a\n' },
    usage: { inputTokens: 90, cachedTokens: 40, outputTokens: 7 },
  },
  { say: 'Done.' },
];

const open: ModelServer[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.stop();
});

async function start(...given: Parameters<typeof startModelServer>): Promise<ModelServer> {
  const server = await startModelServer(...given);
  open.push(server);
  return server;
}

function ask(server: ModelServer, sample: Sample, how: { stream?: boolean; history?: 'one-answer' } = {}) {
  const path = how.stream === true ? (sample.streamPath ?? sample.path) : sample.path;
  return fetch(`${server.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...sample.headers },
    body: JSON.stringify({ ...sample.body(how.history ?? 'none'), stream: how.stream === true }),
  });
}

describe.each(samples)('the model server over $name', (sample) => {
  it('finds the tool that writes, fills its parameters in, and tells the tokens', async () => {
    const server = await start(script);
    const answer = await (await ask(server, sample)).json();
    const tool = sample.name === 'anthropic' ? 'Write' : 'write_file';
    expect(sample.read(answer)).toEqual(['I write.', tool, callArgs, 90, 7]);
    expect(server.requests[0]).toMatchObject({ wire: sample.name, key: 'sk-test', tools: [tool], got: 0 });
    expect(JSON.stringify(server.requests[0]?.headers)).not.toContain('sk-test');
  });

  it('gives the second answer to a conversation that holds the first', async () => {
    const server = await start(script);
    const answer = await (await ask(server, sample, { history: 'one-answer' })).json();
    expect(sample.read(answer)[0]).toBe('Done.');
    expect(server.requests[0]?.turns.map(({ by }) => by)).toEqual(['user', 'model', 'model', 'tool']);
  });

  it('streams the same', async () => {
    const response = await ask(await start(script), sample, { stream: true });
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    const text = await response.text();
    const data = [...text.matchAll(/^data: (.*)$/gm)].flatMap(([, line]) =>
      line === '[DONE]' ? [] : [JSON.parse(line ?? '')],
    );
    expect(data.length).toBeGreaterThan(1);
    expect(collect(sample.name, data)).toEqual(['I write.', callArgs]);
  });

  it('refuses, slows down, is overloaded, breaks, and then goes on, as the script says', async () => {
    const server = await start([
      { fault: 'wrong-key', times: 1 },
      { fault: 'rate-limit', times: 2, retryAfterS: 3 },
      { fault: 'overloaded', times: 1 },
      { fault: 'server-error', times: 1 },
      { say: 'At last.' },
    ]);
    const seen: unknown[] = [];
    for (let turn = 0; turn < 6; turn += 1) {
      const response = await ask(server, sample);
      seen.push([response.status, response.headers.get('retry-after')]);
    }
    expect(seen).toEqual([
      [401, null],
      [429, '3'],
      [429, '3'],
      [sample.overloaded, null],
      [500, null],
      [200, null],
    ]);
  });

  it('cuts an answer in its middle', async () => {
    const response = await ask(await start([{ fault: 'cut' }, { say: 'I will not come to the end of this.' }]), sample);
    expect(response.status).toBe(200);
    await expect(response.text()).rejects.toThrow();
  });
});

/** Text and arguments of a stream, put together as a client of that wire does. */
function collect(name: string, data: readonly Json[]): readonly unknown[] {
  const join = (pick: (event: Json) => unknown): string => data.map((event) => pick(event) ?? '').join('');
  switch (name) {
    case 'anthropic':
      return [join(({ delta }) => delta?.text), JSON.parse(join(({ delta }) => delta?.partial_json))];
    case 'responses': {
      const of = (type: string): string => join((event) => (event.type === type ? event.delta : ''));
      return [of('response.output_text.delta'), JSON.parse(of('response.function_call_arguments.delta'))];
    }
    case 'chat':
      return [
        join(({ choices }) => choices[0]?.delta.content),
        JSON.parse(join(({ choices }) => choices[0]?.delta.tool_calls?.[0].function.arguments)),
      ];
    default: {
      const parts = data.flatMap(({ candidates }) => candidates[0].content.parts);
      return [parts[0].text, parts[1].functionCall.args];
    }
  }
}

const [anthropic] = samples;
if (anthropic === undefined) throw new Error('there are samples');

describe('the model server', () => {
  it('refuses another key than its own, and tells which one was shown', async () => {
    const server = await start(script, { key: 'sk-right' });
    expect((await ask(server, anthropic)).status).toBe(401);
    expect(server.requests[0]).toMatchObject({ key: 'sk-test', got: 'wrong-key' });
  });

  it('answers a question aside with the data that gemini asks for', async () => {
    const server = await start([{ say: 'Now.' }]);
    const properties = { score: { type: 'INTEGER' }, why: { type: 'STRING' } };
    const generationConfig = { responseJsonSchema: { type: 'OBJECT', properties, required: ['score'] } };
    const response = await fetch(`${server.url}/v1beta/models/m:generateContent`, {
      method: 'POST',
      body: JSON.stringify({ contents: [], generationConfig }),
    });
    const { candidates }: Json = await response.json();
    expect(JSON.parse(candidates[0].content.parts[0].text)).toEqual({ score: 1, why: 'as asked' });
  });

  it('holds an answer back until the script lets it go', async () => {
    let release = (): void => undefined;
    const after = new Promise<void>((resolve) => {
      release = resolve;
    });
    const server = await start([{ say: 'Now.', after }]);
    let isThere = false;
    const answer = ask(server, anthropic).then((response) => {
      isThere = true;
      return response.json();
    });
    // A second request that is answered proves that the first one could have been.
    await fetch(`${server.url}/v1/models`);
    expect(isThere).toBe(false);
    release();
    expect(anthropic.read(await answer)[0]).toBe('Now.');
  });

  it('ends although somebody waits for an answer that never comes', async () => {
    const server = await startModelServer([{ fault: 'hang' }]);
    const answer = ask(server, anthropic);
    const broken = expect(answer).rejects.toThrow();
    while (server.requests.length === 0) await new Promise((resolve) => setImmediate(resolve));
    await server.stop();
    await broken;
  });

  it.each([
    ['a shell of its own name', { run: 'ls' }, 'exec_command', { cmd: 'ls' }],
    ['an exact name', { tool: 'halt', arguments: { reason: 'no' } }, 'halt', { reason: 'no' }],
    ['the shell, to edit where no tool edits', { read: 'a b.txt' }, 'exec_command', { cmd: `cat 'a b.txt'` }],
  ] as const)('calls a tool by %s', async (_, call, name, input) => {
    const server = await start([{ call }]);
    const tools = [
      { name: 'exec_command', input_schema: { type: 'object', properties: { cmd: { type: 'string' } } } },
      { name: 'halt', input_schema: { type: 'object', properties: { reason: { type: 'string' } } } },
    ];
    const response = await fetch(`${server.url}/v1/messages`, {
      method: 'POST',
      body: JSON.stringify({ tools, messages: [] }),
    });
    const { content }: Json = await response.json();
    expect(content).toMatchObject([{ type: 'tool_use', name, input }]);
  });
});
