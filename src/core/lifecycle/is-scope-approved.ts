import { isDeepEqual } from '../is-deep-equal.ts';
import type { TakenScope } from '../scope/taken-scope.ts';
import type { Spec } from '../spec/spec.ts';

/** Whether a person has approved a scope: this very one, no matter in which order its files are named. */
export function isScopeApproved({ approval }: Pick<Spec, 'approval'>, { files }: Pick<TakenScope, 'files'>): boolean {
  return approval.status === 'approved' && isSameScope(approval.scope ?? [], files);
}

/** Whether two lists name the same files. */
export function isSameScope(left: readonly string[], right: readonly string[]): boolean {
  return isDeepEqual([...new Set(left)].sort(), [...new Set(right)].sort());
}
