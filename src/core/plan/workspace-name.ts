import { shortId } from '../spec/spec-id.ts';

/** Name of a run's directory under the temp folder: `chant-010-v7b`, `chant-010-v7b.1` for a member. */
export function formatWorkspaceName(id: string): string {
  return `chant-${shortId(id).replace(/[^A-Za-z0-9._-]+/g, '-')}`;
}

/** Branch of a run. Ids made by hand may hold what git refuses in a branch name. */
export function formatBranchName(prefix: string, id: string): string {
  const cleaned = id
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/\.\.+/g, '.')
    .replace(/^[.-]+|\.lock$|[.-]+$/g, '');
  // Two ids that differ only in what was cleaned away must not share a branch.
  return cleaned === id ? `${prefix}${id}` : `${prefix}${cleaned === '' ? 'spec' : cleaned}-${formatSign(id)}`;
}

/** A short sign of a text: FNV-1a, 32 bits, in base36. */
function formatSign(text: string): string {
  let hash = 0x811c9dc5;
  for (const char of text) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193);
  return (hash >>> 0).toString(36);
}

/** Ref that keeps all that an attempt made. */
export function formatPinRef(id: string, attempt: number): string {
  return `refs/chant/runs/${formatBranchName('', id)}/${attempt}`;
}

/** Ref that keeps what a clone borrows its objects from, as long as the clone is there: without it git might tidy them away. */
export function formatBaseRef(id: string, attempt: number): string {
  return `${baseRefs}${formatBranchName('', id)}/${attempt}`;
}

/** What all of those begin with. */
export const baseRefs = 'refs/chant/bases/';

/** Ref that keeps something else that would have been lost in that attempt. */
export function formatKeptRef(id: string, attempt: number, label: string): string {
  return `refs/chant/kept/${formatBranchName('', id)}/${attempt}/${formatBranchName('', label)}`;
}
