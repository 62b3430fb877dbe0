import { fieldsOf, itemsOf } from '../../../src/core/raw-value.ts';
import { openAiTrouble } from './openai-trouble.ts';
import { joinText, pieces, type SentEvent, type Told, type Turn, type Wire } from './wire.ts';

/** OpenAI Chat Completions: `POST /v1/chat/completions`. https://platform.openai.com/docs/api-reference/chat */
export const chatWire: Wire = {
  name: 'chat',
  overloaded: 503,
  asks: (path) => path.endsWith('/chat/completions'),
  read(body) {
    const fields = fieldsOf(body);
    const messages = itemsOf(fields['messages']).map(fieldsOf);
    const isSystem = (role: unknown): boolean => role === 'system' || role === 'developer';
    return {
      model: String(fields['model']),
      stream: fields['stream'] === true,
      system: joinText(messages.filter(({ role }) => isSystem(role)).map(({ content }) => joinText(content))),
      tools: itemsOf(fields['tools']).map((tool) => {
        const { type, function: offered, custom } = fieldsOf(tool);
        const { name, parameters: schema } = fieldsOf(offered ?? custom);
        return { name: String(name), schema, isFree: type === 'custom' };
      }),
      turns: messages.filter(({ role }) => !isSystem(role)).flatMap(readMessage),
    };
  },
  whole: (answer) => ({
    ...head(answer, 'chat.completion'),
    choices: [
      {
        index: 0,
        message: {
          role: 'assistant',
          content: answer.say,
          ...(answer.calls.length > 0 ? { tool_calls: toolCalls(answer) } : {}),
        },
        finish_reason: finishReason(answer),
      },
    ],
    usage: usageOf(answer),
  }),
  events(answer) {
    const chunk = (delta: object, finish: string | null = null): SentEvent =>
      part(answer, { choices: [{ index: 0, delta, finish_reason: finish }] });
    return [
      chunk({ role: 'assistant', content: '' }),
      ...pieces(answer.say ?? '').map((content) => chunk({ content })),
      ...toolCalls(answer).flatMap(({ function: called, ...call }, index) => [
        chunk({ tool_calls: [{ index, ...call, function: { name: called.name, arguments: '' } }] }),
        ...pieces(called.arguments).map((text) => chunk({ tool_calls: [{ index, function: { arguments: text } }] })),
      ]),
      chunk({}, finishReason(answer)),
      part(answer, { choices: [], usage: usageOf(answer) }),
      { name: null, data: '[DONE]' },
    ];
  },
  trouble: openAiTrouble,
};

function readMessage(message: Readonly<Record<string, unknown>>): readonly Turn[] {
  const { role, content, tool_calls: calls } = message;
  const by = role === 'assistant' ? 'model' : role === 'tool' ? 'tool' : 'user';
  return [
    { by, text: joinText(content) },
    ...itemsOf(calls).map((call): Turn => {
      const { name, arguments: text } = fieldsOf(fieldsOf(call)['function']);
      return { by, text: String(text), call: String(name) };
    }),
  ];
}

function head({ id, model }: Told, object: string): Readonly<Record<string, unknown>> {
  return { id: `chatcmpl-${id}`, object, created: 1_790_000_000, model };
}

function part(answer: Told, data: Readonly<Record<string, unknown>>): SentEvent {
  return { name: null, data: { ...head(answer, 'chat.completion.chunk'), ...data } };
}

function finishReason({ calls }: Told): string {
  return calls.length > 0 ? 'tool_calls' : 'stop';
}

function toolCalls({ calls }: Told) {
  return calls.map(({ id, name, input }) => ({
    id: `call_${id}`,
    type: 'function',
    function: { name, arguments: typeof input === 'string' ? input : JSON.stringify(input) },
  }));
}

function usageOf({ usage }: Told): Readonly<Record<string, unknown>> {
  return {
    prompt_tokens: usage.inputTokens,
    completion_tokens: usage.outputTokens,
    total_tokens: usage.inputTokens + usage.outputTokens,
    prompt_tokens_details: { cached_tokens: usage.cachedTokens },
  };
}
