import type { FrontmatterReader } from './frontmatter-reader.ts';
import { buildReader, isAbsent } from './frontmatter-reader.ts';
import { isRecord } from '../is-record.ts';
import type { Approval } from './spec.ts';

const NONE: Approval = { required: false, status: 'pending', by: null, at: null, reason: null };
const BOOLEANS: Readonly<Record<string, boolean>> = {
  true: true,
  yes: true,
  on: true,
  false: false,
  no: false,
  off: false,
};

/**
 * Reads `approval: {required, status, by, at, reason}`, or `approval: true`. Absent: not required.
 * What cannot be read counts as required: a gate must not open because of a typing slip.
 */
export function parseApproval(value: unknown, reader: FrontmatterReader): Approval {
  if (isAbsent(value)) return NONE;
  if (typeof value === 'string') return { ...NONE, required: parseRequired(value, reader) };
  if (!isRecord(value)) {
    reader.report(bad('`approval` must have the keys `required`, `status`, `by`, `at`'), 'approval');
    return { ...NONE, required: true };
  }
  const inner = buildReader({ values: value, yaml: '', yamlLine: reader.lineOf('approval'), file: '' });
  const approval: Approval = {
    required: parseRequired(value['required'] ?? 'true', reader),
    status: inner.word('status', ['pending', 'approved', 'rejected'], { fallback: 'pending' }),
    by: inner.text('by'),
    at: inner.text('at'),
    reason: inner.text('reason'),
  };
  for (const { message, rule, severity, suggestion } of inner.problems) {
    const innerRule = rule === 'unknown-status' ? 'unknown-approval-status' : rule;
    reader.report({ severity, rule: innerRule, message: `in \`approval\`: ${message}`, suggestion }, 'approval');
  }
  return approval;
}

function parseRequired(value: unknown, reader: FrontmatterReader): boolean {
  if (isAbsent(value)) return false;
  const word = typeof value === 'string' ? value.trim().toLowerCase() : '';
  const known = Object.hasOwn(BOOLEANS, word) ? BOOLEANS[word] : undefined;
  if (known === undefined) reader.report(bad('`approval.required` must be `true` or `false`'), 'approval');
  return known ?? true;
}

function bad(message: string): Parameters<FrontmatterReader['report']>[0] {
  return { severity: 'error', rule: 'bad-value', message, suggestion: null };
}
