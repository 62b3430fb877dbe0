import type { Problem } from '../../core/problem.ts';
import { ok } from '../../core/result.ts';
import type { Spec } from '../../core/spec/spec.ts';
import { loadSpecs } from '../../io/store/load-specs.ts';
import { findSpec } from '../find-spec.ts';
import { lintProject } from '../lint-project.ts';
import { openProject } from '../open-project.ts';
import type { Operation } from '../operation.ts';

export interface LintSpecsInput {
  /** Short or full ids; empty: every live spec. */
  readonly ids: readonly string[];
}

export interface LintSpecsOutput {
  /** Sorted by file, then line. */
  readonly problems: readonly Problem[];
  /** How many specs were looked at. */
  readonly specs: number;
  readonly errors: number;
  readonly warnings: number;
}

/** Finds what is wrong in spec files. Failures: spec-not-found, spec-ambiguous, and those of opening the project. */
export const lintSpecs: Operation<LintSpecsInput, LintSpecsOutput> = async (context, input) => {
  const project = await openProject(context);
  if (!project.ok) return project;
  const all = loadSpecs(project.value.store, { archived: true });
  const asked: Spec[] = input.ids.length === 0 ? all.filter((spec) => !spec.archived) : [];
  for (const id of input.ids) {
    const found = findSpec(all, id, project.value.today);
    if (!found.ok) return found;
    asked.push(found.value);
  }
  const files = new Set(asked.map((spec) => spec.path));
  const archived = asked.filter((spec) => spec.archived).flatMap((spec) => spec.problems);
  const live = lintProject(context, project.value, all).filter((problem) => files.has(problem.file));
  const problems = [...live, ...archived];
  const errors = problems.filter((problem) => problem.severity === 'error').length;
  return ok({ problems, specs: files.size, errors, warnings: problems.length - errors });
};
