import type { Failure } from '../../core/failure.ts';
import { isScopeApproved } from '../../core/lifecycle/is-scope-approved.ts';
import type { PlannedScope } from '../../core/outline/plan-scope.ts';
import { err, ok, type Result } from '../../core/result.ts';
import type { TakenScope } from '../../core/scope/taken-scope.ts';
import { applyScope } from '../../core/spec/apply-scope.ts';
import type { Spec, SpecDocument } from '../../core/spec/spec.ts';
import { writeShownScope } from '../../io/store/shown-scope.ts';
import type { Project } from '../open-project.ts';
import { findScopeSource, type ScopePlace } from './find-scope-source.ts';
import { readScope } from './write-scope.ts';

/** A scope from research, with what its list names besides. */
export interface FoundScope extends TakenScope {
  readonly left: PlannedScope['left'];
}

/** A spec as it is worked on; `scope` null: its file says all. */
export interface ScopedDocument {
  readonly document: SpecDocument;
  readonly scope: FoundScope | null;
}

/**
 * The scope that research gives a spec of code which names no files: of the documents that it is informed by, the last
 * that lists some. null: it names files, or no document does. Failures: of git, and wrong-state where the list holds
 * nothing that chant takes over by itself.
 */
export async function findScope(place: ScopePlace, spec: Spec): Promise<Result<FoundScope | null, Failure>> {
  if (spec.type !== 'code' || spec.targetFiles.length > 0) return ok(null);
  const source = await findScopeSource(place, spec);
  if (!source.ok || source.value === null) return source.ok ? ok(null) : source;
  const planned = readScope(spec, source.value, false);
  if (!planned.ok) return planned;
  return ok({ from: source.value.path, files: planned.value.paths, left: planned.value.left });
}

/** The spec with that scope: in memory, and never in the user's file while somebody works. */
export async function takeScope(place: ScopePlace, document: SpecDocument): Promise<Result<ScopedDocument, Failure>> {
  const scope = await findScope(place, document.spec);
  if (!scope.ok) return scope;
  const applied = applyScope(document, scope.value);
  return applied.ok ? ok({ document: applied.value, scope: scope.value }) : applied;
}

/**
 * Where the project asks for it, a scope from research needs the approval of a person, for these very files. The failure
 * shows them, and that they were shown is remembered for `chant approve`. Failures: approval-needed, file-trouble.
 */
export function checkScopeApproved(
  { config, store }: Project,
  spec: Spec,
  scope: TakenScope | null,
): Result<void, Failure> {
  if (scope === null || !config.approval.scope || isScopeApproved(spec, scope)) return ok(undefined);
  const shown = writeShownScope(store, spec.id, scope.files);
  if (!shown.ok) return shown;
  const { by, reason, scope: approved } = spec.approval;
  return err({
    ...{ kind: 'approval-needed', spec: spec.id, scope: scope.files, status: 'pending', by, reason },
    of: { from: scope.from, approved: approved ?? null },
  });
}
