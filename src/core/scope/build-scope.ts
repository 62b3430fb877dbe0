import type { Spec } from '../spec/spec.ts';
import { compilePattern, type PathMatcher } from './compile-pattern.ts';

/** The files that a spec may change. */
export interface Scope {
  /** False: the spec names no target files, and every path is in scope. */
  readonly limited: boolean;
  /** `target_files` and `allow_files`, as written. */
  readonly patterns: readonly string[];
  /** The spec's own file, where its ticks are. */
  readonly specPath: string;
  readonly matchers: readonly PathMatcher[];
}

/** What a scope is built from. */
export type ScopeSource = Pick<Spec, 'path' | 'targetFiles' | 'allowFiles'>;

/** Builds the scope of a spec: `target_files` and, besides them, `allow_files`. */
export function buildScope(spec: ScopeSource): Scope {
  const patterns = [...spec.targetFiles, ...spec.allowFiles];
  return {
    limited: spec.targetFiles.length > 0,
    patterns,
    specPath: spec.path,
    matchers: patterns.map(compilePattern),
  };
}
