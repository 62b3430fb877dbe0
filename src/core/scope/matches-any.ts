import { compilePattern } from './compile-pattern.ts';

/** Whether one of the patterns means the path (relative to the root of the checkout, with `/`). */
export function matchesAny(patterns: readonly string[], path: string): boolean {
  return patterns.some((pattern) => compilePattern(pattern)(path));
}
