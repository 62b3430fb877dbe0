import { isRecord } from '../is-record.ts';
import { buildReader, type FrontmatterReader, isAbsent } from './frontmatter-reader.ts';
import { parseRequired } from './parse-required.ts';
import type { Confirmation } from './spec.ts';

const none: Confirmation = { required: false, by: null, at: null, reason: null, of: null };

/**
 * Reads `confirm: true`, or `confirm: {required, by, at, reason, of}` as `chant confirm` writes it. Absent: not required.
 * What cannot be read counts as required.
 */
export function parseConfirm(value: unknown, reader: FrontmatterReader): Confirmation {
  if (isAbsent(value)) return none;
  if (!isRecord(value)) return { ...none, required: parseRequired(value, { key: 'confirm', name: 'confirm', reader }) };
  const inner = buildReader({ values: value, yaml: '', yamlLine: reader.lineOf('confirm'), file: '' });
  const required = value['required'] ?? 'true';
  return {
    required: parseRequired(required, { key: 'confirm', name: 'confirm.required', reader }),
    by: inner.text('by'),
    at: inner.text('at'),
    reason: inner.text('reason'),
    of: inner.text('of'),
  };
}
