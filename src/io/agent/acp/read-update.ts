import type { AgentUsage } from '../../../core/plan/agent-outcome.ts';
import { addUsage } from '../../../core/plan/usage.ts';
import type { AgentReport } from '../provider.ts';
import { amountOf, fieldsOf, textOf } from '../../../core/raw-value.ts';
import { mergeToolCall, pathInside, type ToolCall } from './tool-call.ts';

/** Makes reports from the `session/update` messages of one session. */
export interface UpdateReader {
  update(update: unknown): readonly AgentReport[];
  /** What is known of a tool call, with what this message about it adds. */
  toolCall(message: unknown): ToolCall;
  /** Usage in the result of a prompt. */
  promptUsage(result: unknown): readonly AgentReport[];
  /** The text that has come and is not ended by a line feed. */
  flush(): readonly AgentReport[];
}

type Tokens = Pick<AgentUsage, 'inputTokens' | 'outputTokens' | 'cachedInputTokens'>;

/** An agent that never ends its tool calls must not fill the memory. */
const maxCalls = 1000;
const maxText = 64 * 1024;

/** Starts reading; `workspace` is absolute. */
export function createUpdateReader(workspace: string): UpdateReader {
  const calls = new Map<string, ToolCall>();
  const told = new Set<string>();
  const speech = createSpeech();
  let usage: AgentUsage = { inputTokens: 0, outputTokens: 0, costUsd: null };
  const toolCall = (message: unknown): ToolCall => {
    const id = textOf(fieldsOf(message)['toolCallId']) ?? '';
    const call = mergeToolCall(calls.get(id), message);
    if (calls.size < maxCalls || calls.has(id)) calls.set(id, call);
    return call;
  };
  const spend = (next: Partial<AgentUsage>): readonly AgentReport[] => {
    usage = { ...usage, ...next };
    return [{ kind: 'usage', usage }];
  };
  return {
    toolCall,
    flush: speech.flush,
    update(update) {
      const fields = fieldsOf(update);
      switch (fields['sessionUpdate']) {
        case 'agent_message_chunk': {
          const said = speech.hear(textOf(fieldsOf(fields['content'])['text']) ?? '');
          const step = readStepUsage(fields);
          // An answer of the model is at its end with it.
          return step === null
            ? said
            : [...said, ...speech.flush(), ...spend(addUsage(usage, { ...step, costUsd: null }) ?? usage)];
        }
        case 'tool_call':
        case 'tool_call_update': {
          // Some agents send only updates, without the call before, or ask whether they may first: the first message of
          // these about an id counts.
          const id = textOf(fields['toolCallId']) ?? '';
          const isNew = !told.has(id);
          if (told.size < maxCalls) told.add(id);
          const call = toolCall(update);
          return isNew ? [...speech.flush(), describe(call, workspace)] : [];
        }
        case 'usage_update': {
          const costUsd = costOf(fields['cost']);
          return costUsd === null ? [] : spend({ costUsd });
        }
        default:
          return [];
      }
    },
    promptUsage(result) {
      const used = readPromptUsage(fieldsOf(result));
      return used === null ? [] : spend(used);
    },
  };
}

/** Joins the pieces in which an agent's text comes to whole lines. */
function createSpeech(): { hear(chunk: string): readonly AgentReport[]; flush(): readonly AgentReport[] } {
  let text = '';
  const say = (end: number): readonly AgentReport[] => {
    const said = text.slice(0, end);
    text = text.slice(end);
    return said.trim() === '' ? [] : [{ kind: 'said', text: said }];
  };
  return {
    hear(chunk) {
      text += chunk;
      return say(text.length > maxText ? text.length : text.lastIndexOf('\n') + 1);
    },
    flush: () => say(text.length),
  };
}

function describe(call: ToolCall, workspace: string): AgentReport {
  const [path] = call.paths;
  const action = call.title ?? call.kind ?? 'used a tool';
  return { kind: 'did', action, path: path === undefined ? null : (pathInside(workspace, path) ?? path) };
}

/**
 * Tokens of a turn, as the protocol has them or as gemini adds them:
 *
 *     {"stopReason":"end_turn","usage":{"inputTokens":800,"outputTokens":25,"cachedReadTokens":200,"totalTokens":1025}}
 *     {"stopReason":"end_turn","_meta":{"quota":{"token_count":{"input_tokens":1000,"output_tokens":25}}}}
 *
 * Whether what came from a cache is part of `inputTokens` differs between agents: the total tells.
 */
function readPromptUsage(result: Readonly<Record<string, unknown>>): Tokens | null {
  const quota = fieldsOf(fieldsOf(fieldsOf(result['_meta'])['quota'])['token_count']);
  const told = readTokens(fieldsOf(result['usage']));
  if (told !== null) return told;
  const inputTokens = amountOf(quota['input_tokens']);
  const outputTokens = amountOf(quota['output_tokens']);
  return inputTokens === null || outputTokens === null ? null : { inputTokens, outputTokens };
}

/**
 * Tokens of one answer of the model, as qwen tells them behind it:
 *
 *     {"sessionUpdate":"agent_message_chunk","content":{"type":"text","text":""},
 *      "_meta":{"usage":{"inputTokens":1000,"outputTokens":25,"totalTokens":1025,"cachedReadTokens":200}}}
 */
function readStepUsage(update: Readonly<Record<string, unknown>>): Tokens | null {
  return readTokens(fieldsOf(fieldsOf(update['_meta'])['usage']));
}

function readTokens(usage: Readonly<Record<string, unknown>>): Tokens | null {
  const input = amountOf(usage['inputTokens']);
  const outputTokens = amountOf(usage['outputTokens']);
  if (input === null || outputTokens === null) return null;
  const read = amountOf(usage['cachedReadTokens']);
  const cached = (read ?? 0) + (amountOf(usage['cachedWriteTokens']) ?? 0);
  const isApart = (amountOf(usage['totalTokens']) ?? 0) >= input + outputTokens + cached;
  const inputTokens = isApart ? input + cached : input;
  return { inputTokens, outputTokens, ...(read === null ? {} : { cachedInputTokens: read }) };
}

/** Only dollars can be held against a limit in dollars. */
function costOf(value: unknown): number | null {
  const cost = fieldsOf(value);
  return cost['currency'] === 'USD' ? amountOf(cost['amount']) : null;
}
