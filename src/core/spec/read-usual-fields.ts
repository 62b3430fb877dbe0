import { fieldShapes, keptKeys } from './frontmatter-keys.ts';
import { isAbsent } from './frontmatter-reader.ts';
import { type SpecStatus, type SpecSummary, type SpecType, specStatuses, specTypes } from './spec.ts';

/** What a summary takes from the frontmatter, but for the approval. */
export type UsualFields = Pick<SpecSummary, 'type' | 'status' | 'statusReason' | 'dependsOn' | 'labels'>;

/**
 * Reads what a summary needs from plain values, words and lists of words. Made for thousands of specs: a look at the
 * keys that there are costs much less than to ask for each that there might be. Null where something has to be
 * complained about or looked at more closely; what it gives is exactly what the reader of whole specs gives.
 */
export function readUsualFields(values: Readonly<Record<string, unknown>>): UsualFields | null {
  for (const key in values) {
    const kind = kinds.get(key);
    if (kind === undefined || (kind === 'word' && typeof values[key] !== 'string')) return null;
  }
  const type = values['type'];
  const status = values['status'];
  const knownType = isAbsent(type) ? 'code' : types.get(type);
  const knownStatus = isAbsent(status) ? 'pending' : statuses.get(status);
  if (knownType === undefined || knownStatus === undefined) return null;
  const reason = values['status_reason'];
  return {
    type: knownType,
    status: knownStatus,
    statusReason: typeof reason === 'string' && !isAbsent(reason) ? reason.trim() : null,
    dependsOn: readList(values['depends_on']),
    labels: readList(values['labels']),
  };
}

const nothing: readonly string[] = [];

function readList(value: unknown): readonly string[] {
  if (isAbsent(value)) return nothing;
  const items: readonly unknown[] = Array.isArray(value) ? value : [value];
  return items.filter((item): item is string => typeof item === 'string' && !isAbsent(item)).map((item) => item.trim());
}

const types: ReadonlyMap<unknown, SpecType> = new Map(specTypes.map((word) => [word, word]));
const statuses: ReadonlyMap<unknown, SpecStatus> = new Map(specStatuses.map((word) => [word, word]));

/** `any`: no plain value is wrong. A key with rules of its own is looked at closely; so is one that nobody knows: it may be a slip. */
const kinds: ReadonlyMap<string, 'word' | 'any'> = new Map([
  ...Object.entries(fieldShapes).flatMap(([key, shape]) =>
    shape === 'own' ? [] : [[key, shape === 'list' ? 'any' : 'word'] as const],
  ),
  ...keptKeys.map((key) => [key, 'any'] as const),
]);
