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
  promptUsage(usage: unknown): readonly AgentReport[];
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
    promptUsage(value) {
      const fields = fieldsOf(value);
      const inputTokens = amountOf(fields['inputTokens']);
      const outputTokens = amountOf(fields['outputTokens']);
      return inputTokens === null || outputTokens === null ? [] : spend({ inputTokens, outputTokens });
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

/** Only dollars can be held against a limit in dollars. */
function costOf(value: unknown): number | null {
  const cost = fieldsOf(value);
  return cost['currency'] === 'USD' ? amountOf(cost['amount']) : null;
}
