import type { AgentEvent } from '../../../core/plan/agent-outcome.ts';
import { amountOf, fieldsOf } from '../../../core/raw-value.ts';
import type { AgentReport } from '../provider.ts';

/** What the player tells on its standard output, one JSON object per line. */
export function formatReplayLine(event: AgentEvent): string {
  return `${JSON.stringify(event)}\n`;
}

/** Reads such a line; any other text is what the agent said. */
export function parseReplayLine(line: string): readonly AgentReport[] {
  const event = asEvent(parseJson(line));
  return [event ?? { kind: 'said', text: line }];
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

function asEvent(value: unknown): AgentEvent | null {
  const fields = fieldsOf(value);
  const text = (key: string): string => (typeof fields[key] === 'string' ? fields[key] : '');
  switch (fields['kind']) {
    case 'said':
      return { kind: 'said', text: text('text') };
    case 'did':
      return { kind: 'did', action: text('action'), path: fields['path'] === null ? null : text('path') };
    case 'denied':
      return { kind: 'denied', what: text('what') };
    case 'error':
      return { kind: 'error', message: text('message'), transient: fields['transient'] === true };
    case 'usage':
      return usageEvent(fields['usage']);
    default:
      return null;
  }
}

function usageEvent(value: unknown): AgentEvent | null {
  const fields = fieldsOf(value);
  const inputTokens = amountOf(fields['inputTokens']);
  const outputTokens = amountOf(fields['outputTokens']);
  if (inputTokens === null || outputTokens === null) return null;
  return { kind: 'usage', usage: { inputTokens, outputTokens, costUsd: amountOf(fields['costUsd']) } };
}
