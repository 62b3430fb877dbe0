import { fieldsOf, itemsOf } from '../../../src/core/raw-value.ts';
import { openAiTrouble } from './openai-trouble.ts';
import { joinText, type OfferedTool, pieces, type SentEvent, type Told, type Turn, type Wire } from './wire.ts';

/** OpenAI Responses: `POST /v1/responses`. https://platform.openai.com/docs/api-reference/responses */
export const responsesWire: Wire = {
  name: 'responses',
  overloaded: 503,
  asks: (path) => path.endsWith('/responses'),
  read(body) {
    const fields = fieldsOf(body);
    const { input } = fields;
    const items: readonly unknown[] = typeof input === 'string' ? [{ role: 'user', content: input }] : itemsOf(input);
    const isSystem = (item: unknown): boolean => ['system', 'developer'].includes(String(fieldsOf(item)['role']));
    const spoken = items.filter(isSystem).map((item) => joinText(fieldsOf(item)['content']));
    return {
      model: String(fields['model']),
      stream: fields['stream'] === true,
      system: [joinText(fields['instructions']), ...spoken].join('\n'),
      tools: itemsOf(fields['tools']).flatMap((tool) => readTool(fieldsOf(tool))),
      turns: items.filter((item) => !isSystem(item)).flatMap((item) => readItem(fieldsOf(item))),
    };
  },
  whole: (answer) => ({ ...head(answer), status: 'completed', output: outputOf(answer), usage: usageOf(answer) }),
  events(answer) {
    const output = outputOf(answer);
    const told = [
      event('response.created', { response: { ...head(answer), status: 'in_progress', output: [], usage: null } }),
      ...output.flatMap(itemEvents),
      event('response.completed', {
        response: { ...head(answer), status: 'completed', output, usage: usageOf(answer) },
      }),
    ];
    return told.map(({ name, data }, sequence) => ({ name, data: { ...fieldsOf(data), sequence_number: sequence } }));
  },
  trouble: openAiTrouble,
};

function readTool(tool: Readonly<Record<string, unknown>>): readonly OfferedTool[] {
  const { type, name, parameters: schema, tools } = tool;
  if (type === 'namespace')
    return itemsOf(tools).flatMap((inner) =>
      readTool(fieldsOf(inner)).map((offered) => ({ ...offered, namespace: String(name) })),
    );
  return [{ name: String(name ?? type), schema, isFree: type === 'custom' }];
}

function readItem(item: Readonly<Record<string, unknown>>): readonly Turn[] {
  const type = String(item['type'] ?? 'message');
  if (type.endsWith('_output')) return [{ by: 'tool', text: joinText(item['output']) }];
  if (type.endsWith('_call'))
    return [{ by: 'model', text: String(item['arguments'] ?? item['input'] ?? ''), call: String(item['name']) }];
  if (type !== 'message') return [];
  return [{ by: item['role'] === 'assistant' ? 'model' : 'user', text: joinText(item['content']) }];
}

function head({ id, model }: Told): Readonly<Record<string, unknown>> {
  return {
    id: `resp_${id}`,
    object: 'response',
    created_at: 1_790_000_000,
    model,
    parallel_tool_calls: true,
    tool_choice: 'auto',
    tools: [],
    error: null,
    incomplete_details: null,
    instructions: null,
    metadata: {},
    temperature: 1,
    top_p: 1,
  };
}

type OutputItem = ReturnType<typeof messageItem> | ReturnType<typeof callItem>;

function outputOf({ id, say, calls }: Told): readonly OutputItem[] {
  return [...(say === null ? [] : [messageItem(id, say)]), ...calls.map(callItem)];
}

function messageItem(id: string, text: string) {
  return {
    id: `msg_${id}`,
    type: 'message' as const,
    role: 'assistant',
    status: 'completed',
    content: [{ type: 'output_text', text, annotations: [] }],
  };
}

function callItem({ id, name, namespace, input }: Told['calls'][number]) {
  const common = { status: 'completed', call_id: `call_${id}`, name };
  return typeof input === 'string'
    ? { id: `ctc_${id}`, type: 'custom_tool_call' as const, ...common, input }
    : {
        id: `fc_${id}`,
        type: 'function_call' as const,
        ...common,
        ...(namespace === undefined ? {} : { namespace }),
        arguments: JSON.stringify(input),
      };
}

function itemEvents(item: OutputItem, index: number): readonly SentEvent[] {
  const at = { item_id: item.id, output_index: index };
  const added = (start: object): SentEvent =>
    event('response.output_item.added', { output_index: index, item: { ...item, status: 'in_progress', ...start } });
  const done = event('response.output_item.done', { output_index: index, item });
  switch (item.type) {
    case 'message': {
      const [part] = item.content;
      const text = part?.text ?? '';
      const place = { ...at, content_index: 0 };
      return [
        added({ content: [] }),
        event('response.content_part.added', { ...place, part: { ...part, text: '' } }),
        ...pieces(text).map((delta) => event('response.output_text.delta', { ...place, delta })),
        event('response.output_text.done', { ...place, text }),
        event('response.content_part.done', { ...place, part }),
        done,
      ];
    }
    case 'function_call':
      return [
        added({ arguments: '' }),
        ...pieces(item.arguments).map((delta) => event('response.function_call_arguments.delta', { ...at, delta })),
        event('response.function_call_arguments.done', { ...at, arguments: item.arguments }),
        done,
      ];
    case 'custom_tool_call':
      return [
        added({ input: '' }),
        event('response.custom_tool_call_input.delta', { ...at, delta: item.input }),
        event('response.custom_tool_call_input.done', { ...at, input: item.input }),
        done,
      ];
  }
}

function usageOf({ usage }: Told): Readonly<Record<string, unknown>> {
  return {
    input_tokens: usage.inputTokens,
    input_tokens_details: { cached_tokens: usage.cachedTokens },
    output_tokens: usage.outputTokens,
    output_tokens_details: { reasoning_tokens: 0 },
    total_tokens: usage.inputTokens + usage.outputTokens,
  };
}

function event(type: string, data: Readonly<Record<string, unknown>>): SentEvent {
  return { name: type, data: { type, ...data } };
}
