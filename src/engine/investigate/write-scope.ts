import type { Failure } from '../../core/failure.ts';
import { type PlannedScope, planScope } from '../../core/outline/plan-scope.ts';
import { targetFilesTitle } from '../../core/outline/parse-target-files.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { buildApprovalValue } from '../../core/spec/build-approval-value.ts';
import { editFrontmatter, type FrontmatterEdit } from '../../core/spec/edit-frontmatter.ts';
import type { Approval, Spec, SpecDocument } from '../../core/spec/spec.ts';
import { readSpecDocument } from '../../io/store/read-spec-document.ts';
import { writeSpec } from '../../io/store/write-spec.ts';
import type { Site } from '../work/check-ready.ts';
import { findScopeSource, type ScopeSource } from './find-scope-source.ts';

/**
 * Gives a spec of code that has no target files the ones that its research lists: of the documents that it is informed
 * by, the last that has the list. Where the project asks for it, the scope waits for an approval. Whether it did; nothing changes where it has a scope already. Failures: of git, and
 * wrong-state where the list holds nothing that chant takes over by itself.
 */
export async function scopeFromResearch(site: Site, spec: Spec): Promise<Result<boolean, Failure>> {
  if (spec.type !== 'code' || spec.targetFiles.length > 0) return ok(false);
  const source = await findScopeSource(site, spec);
  if (!source.ok || source.value === null) return source.ok ? ok(false) : source;
  const ask = site.project.config.approval.scope && spec.approval.status !== 'rejected';
  const written = writeScope(site, spec, { source: source.value, all: false, ask });
  if (!written.ok) return written;
  const { paths, left } = written.value;
  const not = left.map((one) => `; left out: ${one.path} (${one.why})`).join('');
  const message = `its scope is now what ${source.value.path} lists: ${paths.join(', ')}${not}`;
  site.context.emit({ kind: 'warning', spec: spec.id, message });
  return ok(true);
}

/** Writes the list of a document into a spec's `target_files`. Failures: wrong-state (nothing usable), spec-bad, file-trouble. */
export function writeScope(
  site: Pick<Site, 'project'>,
  spec: Spec,
  from: { readonly source: ScopeSource; readonly all: boolean; readonly dryRun?: boolean; readonly ask?: boolean },
): Result<PlannedScope, Failure> {
  const planned = planScope(from.source.text, spec, from.all);
  const { paths, left, troubles } = planned;
  if (troubles.length > 0 || paths.length === 0)
    return err(unusable(spec, from.source.path, [...troubles, ...left.map((one) => `${one.path}: ${one.why}`)]));
  if (from.dryRun === true) return ok(planned);
  const document = readSpecDocument(site.project.store, spec);
  if (!document.ok) return document;
  const saved = save(site, document.value, { paths, ask: from.ask === true });
  return saved.ok ? ok(planned) : saved;
}

const wanted: Approval = { required: true, status: 'pending', by: null, at: null, reason: null };

function save(
  { project }: Pick<Site, 'project'>,
  { spec, text }: SpecDocument,
  { paths, ask }: { readonly paths: readonly string[]; readonly ask: boolean },
): Result<void, Failure> {
  const edits: FrontmatterEdit[] = [{ key: 'target_files', value: paths }];
  // An approval that was given before is not one of this scope.
  if (ask) edits.push({ key: 'approval', value: buildApprovalValue(text, wanted) });
  const edited = editFrontmatter(text, edits, spec);
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
