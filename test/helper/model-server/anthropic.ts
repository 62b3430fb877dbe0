import { fieldsOf, itemsOf } from '../../../src/core/raw-value.ts';
import { joinText, pieces, type SentEvent, type Told, type Turn, type Wire } from './wire.ts';

/** Anthropic Messages: `POST /v1/messages`. https://platform.claude.com/docs/en/api/messages */
export const anthropicWire: Wire = {
  name: 'anthropic',
  overloaded: 529,
  asks: (path) => path.endsWith('/messages'),
  read(body) {
    const fields = fieldsOf(body);
    return {
      model: String(fields['model']),
      stream: fields['stream'] === true,
      system: joinText(fields['system']),
      tools: itemsOf(fields['tools']).map((tool) => {
        const { name, input_schema: schema } = fieldsOf(tool);
        return { name: String(name), schema, isFree: false };
      }),
      turns: itemsOf(fields['messages']).flatMap(readMessage),
    };
  },
  whole: (answer) => ({
    ...head(answer),
    content: blocks(answer),
    stop_reason: stopReason(answer),
    usage: usageOf(answer),
  }),
  events: (answer) => [
    event('message_start', {
      message: { ...head(answer), content: [], stop_reason: null, usage: { ...usageOf(answer), output_tokens: 1 } },
    }),
    ...blocks(answer).flatMap(blockEvents),
    event('message_delta', {
      delta: { stop_reason: stopReason(answer), stop_sequence: null },
      usage: usageOf(answer),
    }),
    event('message_stop', {}),
  ],
  trouble: (status, message) => ({ type: 'error', error: { type: errorTypes[status] ?? 'api_error', message } }),
};

const errorTypes: Readonly<Record<number, string>> = {
  401: 'authentication_error',
  404: 'not_found_error',
  429: 'rate_limit_error',
  529: 'overloaded_error',
};

function readMessage(message: unknown): readonly Turn[] {
  const { role, content } = fieldsOf(message);
  const by = role === 'assistant' ? 'model' : 'user';
  if (typeof content === 'string') return [{ by, text: content }];
  return itemsOf(content).map((block) => {
    const fields = fieldsOf(block);
    if (fields['type'] === 'tool_result') return { by: 'tool', text: joinText(fields['content']) };
    if (fields['type'] === 'tool_use')
      return { by, text: JSON.stringify(fields['input']), call: String(fields['name']) };
    return { by, text: String(fields['text'] ?? '') };
  });
}

function head({ id, model }: Told): Readonly<Record<string, unknown>> {
  return { id: `msg_${id}`, type: 'message', role: 'assistant', model, stop_sequence: null };
}

function stopReason({ calls }: Told): string {
  return calls.length > 0 ? 'tool_use' : 'end_turn';
}

/** Here the tokens from the cache are counted apart from the others. */
function usageOf({ usage }: Told): Readonly<Record<string, number>> {
  return {
    input_tokens: usage.inputTokens - usage.cachedTokens,
    cache_creation_input_tokens: 0,
    cache_read_input_tokens: usage.cachedTokens,
    output_tokens: usage.outputTokens,
  };
}

type Block =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'tool_use'; readonly id: string; readonly name: string; readonly input: unknown };

function blocks({ say, calls }: Told): readonly Block[] {
  return [
    ...(say === null ? [] : [{ type: 'text' as const, text: say }]),
    ...calls.map(({ id, name, input }) => ({ type: 'tool_use' as const, id: `toolu_${id}`, name, input })),
  ];
}

function blockEvents(block: Block, index: number): readonly SentEvent[] {
  const isText = block.type === 'text';
  const deltas = isText
    ? pieces(block.text).map((text) => ({ type: 'text_delta', text }))
    : pieces(JSON.stringify(block.input)).map((json) => ({ type: 'input_json_delta', partial_json: json }));
  return [
    event('content_block_start', { index, content_block: isText ? { ...block, text: '' } : { ...block, input: {} } }),
    ...deltas.map((delta) => event('content_block_delta', { index, delta })),
    event('content_block_stop', { index }),
  ];
}

function event(type: string, data: Readonly<Record<string, unknown>>): SentEvent {
  return { name: type, data: { type, ...data } };
}
