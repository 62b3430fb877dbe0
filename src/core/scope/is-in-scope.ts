import type { Scope } from './build-scope.ts';
import { isOutside } from './is-outside.ts';

/** Whether a changed path (relative to the root of the checkout, with `/`) may be changed by the spec. */
export function isInScope(scope: Scope, path: string): boolean {
  if (isOutside(path)) return false;
  if (!scope.limited || path === scope.specPath) return true;
  return scope.matchers.some((matches) => matches(path));
}
