import type { AgentUsage } from '../../../core/plan/agent-outcome.ts';
import { parseTrouble } from '../../../core/plan/parse-trouble.ts';
import { amountOf, fieldsOf, itemsOf, textOf } from '../../../core/raw-value.ts';
import type { AgentReport } from '../provider.ts';
import { parseJsonLine } from './parse-json-line.ts';

type Fields = Readonly<Record<string, unknown>>;

/**
 * What a line of `claude -p --output-format stream-json` means. Samples, shortened:
 *
 *     {"type":"system","subtype":"init","session_id":"4de4c28d-…","model":"…"}
 *     {"type":"system","subtype":"api_retry","attempt":1,"max_retries":2,"error_status":401,"error":"authentication_failed"}
 *     {"type":"assistant","message":{"content":[{"type":"tool_use","name":"Edit","input":{"file_path":"/w/a.md",…}}]}}
 *     {"type":"result","subtype":"success","is_error":true,"api_error_status":401,"result":"…","total_cost_usd":0,
 *      "modelUsage":{…},"permission_denials":[{"tool_name":"Write","tool_input":{…}}]}
 *
 * Tokens of an `assistant` line are a placeholder; only the last line has the sums. `success` does not mean success.
 */
export function readClaudeLine(line: string): readonly AgentReport[] {
  const fields = parseJsonLine(line);
  if (fields === null) return [{ kind: 'said', text: line }];
  switch (fields['type']) {
    case 'system':
      return readSystem(fields);
    case 'assistant':
      // A text with an error beside it is the client's own, and comes again with the result.
      return textOf(fields['error']) === null ? itemsOf(fieldsOf(fields['message'])['content']).flatMap(readBlock) : [];
    case 'result':
      return readResult(fields);
    default:
      return [];
  }
}

function readSystem(fields: Fields): readonly AgentReport[] {
  const id = textOf(fields['session_id']);
  if (fields['subtype'] === 'init') return id === null ? [] : [{ kind: 'session', id }];
  if (fields['subtype'] !== 'api_retry') return [];
  const what = textOf(fields['error']) ?? 'an error of the service';
  const times = `attempt ${amountOf(fields['attempt']) ?? '?'} of ${amountOf(fields['max_retries']) ?? '?'}`;
  const trouble = parseTrouble(`${what}, ${times}`, { status: amountOf(fields['error_status']) });
  // It tries again by itself: whether the error stays is told by the result.
  return [{ ...trouble, transient: true }];
}

function readBlock(block: unknown): readonly AgentReport[] {
  const { type, text, name, input } = fieldsOf(block);
  if (type === 'text') return [{ kind: 'said', text: textOf(text) ?? '' }];
  return type === 'tool_use' ? [{ kind: 'did', ...describe(name, input) }] : [];
}

function describe(name: unknown, input: unknown): { readonly action: string; readonly path: string | null } {
  const tool = textOf(name) ?? 'a tool';
  const { command, file_path: file, notebook_path: notebook, pattern } = fieldsOf(input);
  const detail = textOf(command) ?? textOf(pattern);
  return { action: detail === null ? tool : `${tool}: ${detail}`, path: textOf(file) ?? textOf(notebook) };
}

function readResult(fields: Fields): readonly AgentReport[] {
  const isDone = fields['subtype'] === 'success' && fields['is_error'] !== true;
  const denied = itemsOf(fields['permission_denials']).map((denial): AgentReport => {
    const { tool_name: name, tool_input: input } = fieldsOf(denial);
    const { action, path } = describe(name, input);
    return { kind: 'denied', what: path === null ? action : `${action} ${path}` };
  });
  const usage: AgentReport = { kind: 'usage', usage: readUsage(fields) };
  if (isDone) return [usage, ...denied, { kind: 'final', ok: true, message: null }];
  const message = errorText(fields);
  const trouble = parseTrouble(message, { status: amountOf(fields['api_error_status']) });
  return [usage, ...denied, trouble, { kind: 'final', ok: false, message }];
}

/** A turn that failed has its reason as `result`, in `errors`, or only as the subtype: `error_max_turns`. */
function errorText(fields: Fields): string {
  const errors = itemsOf(fields['errors']).flatMap((error) => textOf(error) ?? []);
  return textOf(fields['result']) ?? textOf(errors.join('; ')) ?? `the agent stopped: ${String(fields['subtype'])}`;
}

/** Sums over all models, as helpers may use others; where there are none, the sums of the main one. */
function readUsage(fields: Fields): AgentUsage {
  const models = Object.values(fieldsOf(fields['modelUsage'])).map(fieldsOf);
  const main = fieldsOf(fields['usage']);
  const sum = (camel: string, snake: string): number =>
    models.length === 0
      ? (amountOf(main[snake]) ?? 0)
      : models.reduce((total, model) => total + (amountOf(model[camel]) ?? 0), 0);
  const cached = sum('cacheReadInputTokens', 'cache_read_input_tokens');
  const written = sum('cacheCreationInputTokens', 'cache_creation_input_tokens');
  return {
    inputTokens: sum('inputTokens', 'input_tokens') + cached + written,
    cachedInputTokens: cached,
    outputTokens: sum('outputTokens', 'output_tokens'),
    costUsd: amountOf(fields['total_cost_usd']),
  };
}
