import type { AgentUsage } from '../../../core/plan/agent-outcome.ts';
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

/** An agent that never ends its tool calls must not fill the memory. */
const maxCalls = 1000;
const maxText = 64 * 1024;

/** Starts reading; `workspace` is absolute. */
export function createUpdateReader(workspace: string): UpdateReader {
  const calls = new Map<string, ToolCall>();
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
        case 'agent_message_chunk':
          return speech.hear(textOf(fieldsOf(fields['content'])['text']) ?? '');
        case 'tool_call':
        case 'tool_call_update': {
          // Some agents send only updates, without the call before: the first message about an id counts.
          const isNew = !calls.has(textOf(fields['toolCallId']) ?? '');
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
function readPromptUsage(result: Readonly<Record<string, unknown>>): Partial<AgentUsage> | null {
  const usage = fieldsOf(result['usage']);
  const quota = fieldsOf(fieldsOf(fieldsOf(result['_meta'])['quota'])['token_count']);
  const input = amountOf(usage['inputTokens']) ?? amountOf(quota['input_tokens']);
  const outputTokens = amountOf(usage['outputTokens']) ?? amountOf(quota['output_tokens']);
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
