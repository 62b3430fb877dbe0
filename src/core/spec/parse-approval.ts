import type { FrontmatterReader } from './frontmatter-reader.ts';
import { buildReader, isAbsent } from './frontmatter-reader.ts';
import { isRecord } from '../is-record.ts';
import { parseRequired } from './parse-required.ts';
import type { Approval } from './spec.ts';

/** What a spec says that says nothing about approval. */
export const noApproval: Approval = { required: false, status: 'pending', by: null, at: null, reason: null };

/**
 * Reads `approval: {required, status, by, at, reason, scope}`, or `approval: true`. Absent: not required.
 * What cannot be read counts as required: a gate must not open because of a typing slip.
 */
export function parseApproval(value: unknown, reader: FrontmatterReader): Approval {
  if (isAbsent(value)) return noApproval;
  if (typeof value === 'string')
    return { ...noApproval, required: parseRequired(value, { key: 'approval', name: 'approval.required', reader }) };
  if (!isRecord(value)) {
    reader.report(bad('`approval` must have the keys `required`, `status`, `by`, `at`'), 'approval');
    return { ...noApproval, required: true };
  }
  const inner = buildReader({ values: value, yaml: '', yamlLine: reader.lineOf('approval'), file: '' });
  const approval: Approval = {
    required: parseRequired(value['required'] ?? 'true', { key: 'approval', name: 'approval.required', reader }),
    status: inner.word('status', ['pending', 'approved', 'rejected'], { fallback: 'pending' }),
    by: inner.text('by'),
    at: inner.text('at'),
    reason: inner.text('reason'),
  };
  const scope = inner.list('scope');
  for (const { message, rule, severity, suggestion } of inner.problems) {
    const innerRule = rule === 'unknown-status' ? 'unknown-approval-status' : rule;
    reader.report({ severity, rule: innerRule, message: `in \`approval\`: ${message}`, suggestion }, 'approval');
  }
  return scope.length === 0 ? approval : { ...approval, scope };
}

function bad(message: string): Parameters<FrontmatterReader['report']>[0] {
  return { severity: 'error', rule: 'bad-value', message, suggestion: null };
}
