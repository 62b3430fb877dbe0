import { troubleCauses } from '../../core/plan/agent-outcome.ts';
import { amountOf, fieldsOf, textOf } from '../../core/raw-value.ts';
import type { AgentReport } from './provider.ts';

/** What an agent of chant's own tells on its standard output, one JSON object per line. */
export function formatReportLine(report: AgentReport): string {
  return `${JSON.stringify(report)}\n`;
}

/** Reads such a line; any other text is what the agent said. */
export function parseReportLine(line: string): readonly AgentReport[] {
  const fields = fieldsOf(parseJson(line));
  if (fields['kind'] === 'alive') return [];
  return [asReport(fields) ?? { kind: 'said', text: line }];
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

function asReport(fields: Readonly<Record<string, unknown>>): AgentReport | null {
  const text = (key: string): string => (typeof fields[key] === 'string' ? fields[key] : '');
  switch (fields['kind']) {
    case 'said':
      return { kind: 'said', text: text('text') };
    case 'did':
      return { kind: 'did', action: text('action'), path: fields['path'] === null ? null : text('path') };
    case 'denied':
      return { kind: 'denied', what: text('what') };
    case 'error':
      return errorReport(fields);
    case 'usage':
      return usageReport(fields['usage']);
    case 'session':
      return { kind: 'session', id: text('id') };
    case 'final':
      return { kind: 'final', ok: fields['ok'] === true, message: fields['message'] === null ? null : text('message') };
    default:
      return null;
  }
}

function errorReport(fields: Readonly<Record<string, unknown>>): AgentReport {
  const retryAfterMs = amountOf(fields['retryAfterMs']);
  const retryAt = amountOf(fields['retryAt']);
  const cause = troubleCauses.find((one) => one === fields['cause']);
  return {
    kind: 'error',
    message: textOf(fields['message']) ?? '',
    transient: fields['transient'] === true,
    ...(cause === undefined ? {} : { cause }),
    ...(retryAfterMs === null ? {} : { retryAfterMs }),
    ...(retryAt === null ? {} : { retryAt }),
  };
}

function usageReport(value: unknown): AgentReport | null {
  const fields = fieldsOf(value);
  const inputTokens = amountOf(fields['inputTokens']);
  const outputTokens = amountOf(fields['outputTokens']);
  if (inputTokens === null || outputTokens === null) return null;
  const cachedInputTokens = amountOf(fields['cachedInputTokens']);
  const cached = cachedInputTokens === null ? {} : { cachedInputTokens };
  return { kind: 'usage', usage: { inputTokens, ...cached, outputTokens, costUsd: amountOf(fields['costUsd']) } };
}
