import {
  type FinishReason,
  type LanguageModel,
  type LanguageModelUsage,
  type ModelMessage,
  streamText,
  type SystemModelMessage,
  type ToolSet,
} from 'ai';
import type { RequestTokens } from '../../../core/model/model-price.ts';

/** One request to the model. */
export interface Question {
  readonly model: LanguageModel;
  readonly instructions: string;
  readonly messages: readonly ModelMessage[];
  readonly tools: ToolSet;
  readonly signal: AbortSignal;
  /** Called for every piece that comes. */
  readonly heard: () => void;
  readonly said: (text: string) => void;
}

/** What came of it. */
export type Answer =
  | {
      readonly kind: 'answered';
      /** To be put behind the question's. */
      readonly messages: readonly ModelMessage[];
      readonly finish: FinishReason;
      readonly tokens: RequestTokens;
    }
  /** `begun`: a part of the answer had come, and is paid for. */
  | { readonly kind: 'failed'; readonly error: unknown; readonly begun: boolean }
  | { readonly kind: 'stopped' };

/** Nothing is stored with the service; what it must know again is sent again. The mark is where its cache may begin. */
const cached = { anthropic: { cacheControl: { type: 'ephemeral' as const } } };
const options = { openai: { store: false } };

/** Asks the model for its next answer: one request, never repeated here, none of its tools used. Never rejects. */
export async function askModel(question: Question): Promise<Answer> {
  const { model, messages, tools, signal } = question;
  const system: SystemModelMessage = { role: 'system', content: question.instructions, providerOptions: cached };
  let begun = false;
  try {
    const result = streamText({
      ...{ model, system, tools, messages: markLast(messages), abortSignal: signal, providerOptions: options },
      maxRetries: 0,
      // The stream tells it as well; without this it would be printed.
      onError: () => undefined,
    });
    const texts = new Map<string, string>();
    for await (const part of result.fullStream) {
      if (part.type === 'error') return { kind: 'failed', error: part.error, begun };
      if (part.type === 'abort') return { kind: 'stopped' };
      if (part.type !== 'start' && part.type !== 'start-step') begun = true;
      question.heard();
      if (part.type === 'text-delta') texts.set(part.id, (texts.get(part.id) ?? '') + part.text);
      if (part.type === 'text-end') question.said(texts.get(part.id) ?? '');
    }
    const [response, finish, usage] = await Promise.all([result.response, result.finishReason, result.usage]);
    return { kind: 'answered', messages: response.messages, finish, tokens: countTokens(usage) };
  } catch (error) {
    return signal.aborted ? { kind: 'stopped' } : { kind: 'failed', error, begun };
  }
}

/** All up to here is the same the next time. */
function markLast(messages: readonly ModelMessage[]): ModelMessage[] {
  return messages.map((message, at) =>
    at === messages.length - 1 ? { ...message, providerOptions: cached } : message,
  );
}

function countTokens(usage: LanguageModelUsage): RequestTokens {
  const { inputTokenDetails: details, inputTokens = 0, outputTokens = 0 } = usage;
  const cacheRead = details.cacheReadTokens ?? 0;
  const cacheWrite = details.cacheWriteTokens ?? 0;
  return { fresh: Math.max(0, inputTokens - cacheRead - cacheWrite), cacheRead, cacheWrite, output: outputTokens };
}
