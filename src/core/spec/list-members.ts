import { compareIds } from './compare-ids.ts';

/** The members of a driver, `<id>.1` and so on, in the order of their numbers; of two with one id, the live one. */
export function listMembers<T extends { readonly id: string; readonly archived: boolean }>(
  specs: readonly T[],
  id: string,
): readonly T[] {
  const members = new Map<string, T>();
  for (const spec of specs) {
    const isMember = parentOf(spec.id) === id;
    if (isMember && (!spec.archived || !members.has(spec.id))) members.set(spec.id, spec);
  }
  return [...members.values()].sort((left, right) => compareIds(left.id, right.id));
}

/** The id of the driver that a spec is a member of: `x.2` of `x`; null: it is none. */
export function parentOf(id: string): string | null {
  const match = /^(.+)\.\d+$/.exec(id);
  return match?.[1] ?? null;
}
