import type { Failure } from '../../core/failure.ts';
import { type PlannedScope, planScope } from '../../core/outline/plan-scope.ts';
import { targetFilesTitle } from '../../core/outline/parse-target-files.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { editFrontmatter } from '../../core/spec/edit-frontmatter.ts';
import type { Spec, SpecDocument } from '../../core/spec/spec.ts';
import { readSpecDocument } from '../../io/store/read-spec-document.ts';
import { writeSpec } from '../../io/store/write-spec.ts';
import type { ScopePlace, ScopeSource } from './find-scope-source.ts';

/** Decides which files of a document's list are a spec's scope. Failure: wrong-state, where it holds nothing usable. */
export function readScope(spec: Spec, source: ScopeSource, all: boolean): Result<PlannedScope, Failure> {
  const planned = planScope(source.text, spec, all);
  const { paths, left, troubles } = planned;
  if (troubles.length === 0 && paths.length > 0) return ok(planned);
  return err(unusable(spec, source.path, [...troubles, ...left.map((one) => `${one.path}: ${one.why}`)]));
}

/** Writes the list of a document into a spec's `target_files`. Failures: wrong-state (nothing usable), spec-bad, file-trouble. */
export function writeScope(
  site: Pick<ScopePlace, 'project'>,
  spec: Spec,
  from: { readonly source: ScopeSource; readonly all: boolean; readonly dryRun: boolean },
): Result<PlannedScope, Failure> {
  const planned = readScope(spec, from.source, from.all);
  if (!planned.ok || from.dryRun) return planned;
  const document = readSpecDocument(site.project.store, spec);
  if (!document.ok) return document;
  const saved = save(site, document.value, planned.value.paths);
  return saved.ok ? planned : saved;
}

function save(
  { project }: Pick<ScopePlace, 'project'>,
  { spec, text }: SpecDocument,
  paths: readonly string[],
): Result<void, Failure> {
  const edited = editFrontmatter(text, [{ key: 'target_files', value: paths }], spec);
  return edited.ok ? writeSpec(project.store, spec.path, { text: edited.value, expected: text }) : edited;
}

function unusable(spec: Spec, path: string, why: readonly string[]): Failure {
  return {
    kind: 'wrong-state',
    spec: spec.id,
    status: `without a scope: ${why.join('; ')}`,
    wanted: `a list of files below ## ${targetFilesTitle} in ${path}`,
    next: `chant scope ${spec.id} --from ${path} --all`,
  };
}
