/**
 * An id as chant makes it, taken apart:
 *
 *     web-2026-02-08-010-v7b.2.1
 *     prefix date   sequence random members
 */
export interface SpecIdParts {
  /** `project.prefix`; empty where there is none. */
  readonly prefix: string;
  /** `YYYY-MM-DD`, the local day of its making. */
  readonly date: string;
  /** 1 to 46655: `001` to `zzz` in base 36. */
  readonly sequence: number;
  readonly random: string;
  /** `[2, 1]` for `.2.1`; empty for a spec that is no member. */
  readonly members: readonly number[];
}

const ID = /^(?:(.+)-)?(\d{4}-\d{2}-\d{2})-([0-9a-z]{3})-([0-9a-z]{3})((?:\.\d+)*)$/;
const LAST_SEQUENCE = 36 ** 3 - 1;

/** Takes an id apart; null for an id that somebody made by hand. */
export function parseSpecId(id: string): SpecIdParts | null {
  const match = ID.exec(id);
  if (match === null) return null;
  const [, prefix = '', date = '', sequence = '', random = '', members = ''] = match;
  const numbers = members.split('.').slice(1).map(Number);
  return { prefix, date, sequence: Number.parseInt(sequence, 36), random, members: numbers };
}

/** Puts a new id together; `random` is three base 36 characters. */
export function formatSpecId(parts: Omit<SpecIdParts, 'members'>): string {
  const prefix = parts.prefix === '' ? '' : `${parts.prefix}-`;
  return `${prefix}${parts.date}-${formatSequence(parts.sequence)}-${parts.random}`;
}

function formatSequence(sequence: number): string {
  return sequence.toString(36).padStart(3, '0');
}

/**
 * The sequence number for the next spec of that day and prefix: one more than the highest among `ids`, which must hold
 * archived specs too (an id is never reused). Null when the day is full (46655 specs).
 */
export function nextSequence(ids: readonly string[], date: string, prefix: string): number | null {
  let highest = 0;
  for (const id of ids) {
    const parts = parseSpecId(id);
    if (parts !== null && parts.date === date && parts.prefix === prefix) highest = Math.max(highest, parts.sequence);
  }
  return highest < LAST_SEQUENCE ? highest + 1 : null;
}

/**
 * The short form that people see and folders are named after: `010-v7b`, `010-v7b.1` for a member. An id made by hand
 * is its own short form, with everything but letters, digits, `.`, `_` and `-` replaced.
 */
export function shortId(id: string): string {
  const parts = parseSpecId(id);
  if (parts === null) return id.replace(/[^\p{L}\p{N}._-]+/gu, '-').replace(/^[.-]+/, '') || 'spec';
  return `${formatSequence(parts.sequence)}-${parts.random}${parts.members.map((n) => `.${n}`).join('')}`;
}
