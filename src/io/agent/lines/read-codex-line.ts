import { parseTrouble } from '../../../core/plan/parse-trouble.ts';
import { amountOf, fieldsOf, itemsOf, textOf } from '../../../core/raw-value.ts';
import type { AgentReport } from '../provider.ts';
import { parseJsonLine } from './parse-json-line.ts';

type Fields = Readonly<Record<string, unknown>>;

/**
 * What a line of `codex exec --json` means. Samples, shortened:
 *
 *     {"type":"thread.started","thread_id":"01a207fa-…"}
 *     {"type":"item.started","item":{"type":"command_execution","command":"/bin/bash -lc 'npm test'",…}}
 *     {"type":"item.completed","item":{"type":"file_change","changes":[{"path":"/w/a.md","kind":"add"}],"status":"completed"}}
 *     {"type":"error","message":"Reconnecting... 1/1 (exceeded retry limit, last status: 429 Too Many Requests)"}
 *     {"type":"turn.failed","error":{"message":"unexpected status 401 Unauthorized: …"}}
 *     {"type":"turn.completed","usage":{"input_tokens":3000,"cached_input_tokens":600,"output_tokens":75,…}}
 *
 * It tells no price. A command that its sandbox refused is often not told at all.
 */
export function readCodexLine(line: string): readonly AgentReport[] {
  const fields = parseJsonLine(line);
  if (fields === null) return [{ kind: 'said', text: line }];
  switch (fields['type']) {
    case 'thread.started': {
      const id = textOf(fields['thread_id']);
      return id === null ? [] : [{ kind: 'session', id }];
    }
    case 'item.started':
      return readStarted(fieldsOf(fields['item']));
    case 'item.completed':
      return readCompleted(fieldsOf(fields['item']));
    case 'error':
      return readError(textOf(fields['message']) ?? 'an error without a message');
    case 'turn.failed': {
      // The error itself came as a line of its own before.
      const message = textOf(fieldsOf(fields['error'])['message']) ?? 'the turn failed';
      return [{ kind: 'final', ok: false, message }];
    }
    case 'turn.completed':
      return [...readUsage(fieldsOf(fields['usage'])), { kind: 'final', ok: true, message: null }];
    default:
      return [];
  }
}

/** What is about to happen is shown before it happens: a command may take long. */
function readStarted(item: Fields): readonly AgentReport[] {
  switch (item['type']) {
    case 'command_execution':
      return [{ kind: 'did', action: textOf(item['command']) ?? 'a command', path: null }];
    case 'mcp_tool_call':
      return [{ kind: 'did', action: `${textOf(item['server']) ?? 'mcp'}.${textOf(item['tool']) ?? '?'}`, path: null }];
    default:
      return [];
  }
}

function readCompleted(item: Fields): readonly AgentReport[] {
  const isDeclined = item['status'] === 'declined';
  switch (item['type']) {
    case 'agent_message':
      return [{ kind: 'said', text: textOf(item['text']) ?? '' }];
    // Not the end of the turn: a setting that is not known, a model without a description.
    case 'error':
      return [{ kind: 'said', text: textOf(item['message']) ?? '' }];
    case 'command_execution':
      return isDeclined ? [{ kind: 'denied', what: textOf(item['command']) ?? 'a command' }] : [];
    case 'web_search':
      return [{ kind: 'did', action: `web search: ${textOf(item['query']) ?? ''}`, path: null }];
    case 'file_change':
      return itemsOf(item['changes']).map((change): AgentReport => {
        const { path, kind } = fieldsOf(change);
        const action = textOf(kind) ?? 'change';
        if (isDeclined) return { kind: 'denied', what: `${action} ${textOf(path) ?? 'a file'}` };
        return { kind: 'did', action: item['status'] === 'failed' ? `${action} (failed)` : action, path: textOf(path) };
      });
    default:
      return [];
  }
}

function readError(message: string): readonly AgentReport[] {
  const trouble = parseTrouble(message);
  // It tries again by itself: an error that stays is told once more, without this word.
  return [/^reconnecting/i.test(message) ? { ...trouble, transient: true } : trouble];
}

function readUsage(usage: Fields): readonly AgentReport[] {
  const inputTokens = amountOf(usage['input_tokens']);
  const outputTokens = amountOf(usage['output_tokens']);
  if (inputTokens === null || outputTokens === null) return [];
  const cached = amountOf(usage['cached_input_tokens']);
  const known = cached === null ? {} : { cachedInputTokens: cached };
  return [{ kind: 'usage', usage: { inputTokens, ...known, outputTokens, costUsd: null } }];
}
