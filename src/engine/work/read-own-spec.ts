import type { Failure } from '../../core/failure.ts';
import { ok, type Result } from '../../core/result.ts';
import { applyScope } from '../../core/spec/apply-scope.ts';
import type { SpecDocument } from '../../core/spec/spec.ts';
import { readSpecDocument } from '../../io/store/read-spec-document.ts';
import type { Run } from './run.ts';

/** What the user's file of the spec says now, and the same with the scope that only the run has until it lands. */
export interface OwnSpec {
  readonly text: string;
  readonly whole: SpecDocument;
}

/** Reads the user's file of a run's spec. Failures: file-trouble, spec-bad (its frontmatter cannot be edited). */
export function readOwnSpec({
  project,
  spec,
  scope,
}: Pick<Run, 'project' | 'spec' | 'scope'>): Result<OwnSpec, Failure> {
  const now = readSpecDocument(project.store, spec);
  if (!now.ok) return now;
  const whole = applyScope(now.value, scope);
  return whole.ok ? ok({ text: now.value.text, whole: whole.value }) : whole;
}
