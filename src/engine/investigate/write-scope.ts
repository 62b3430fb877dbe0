import type { Failure } from '../../core/failure.ts';
import { type PlannedScope, planScope } from '../../core/outline/plan-scope.ts';
import { findSection, parseSections } from '../../core/outline/parse-sections.ts';
import { targetFilesTitle } from '../../core/outline/parse-target-files.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { editFrontmatter } from '../../core/spec/edit-frontmatter.ts';
import type { Spec, SpecDocument } from '../../core/spec/spec.ts';
import { readBytesAt } from '../../io/git/cat-file.ts';
import { readProjectFile } from '../../io/project/project-files.ts';
import { loadSpecs } from '../../io/store/load-specs.ts';
import { readSpecDocument } from '../../io/store/read-spec-document.ts';
import { writeSpec } from '../../io/store/write-spec.ts';
import type { Site } from '../work/check-ready.ts';
import { findTarget } from '../work/find-target.ts';

export interface ScopeSource {
  readonly path: string;
  readonly text: string;
}

/** A research document as its spec would get it: from the user's working tree, else from where the spec lands; null: it is in neither. */
export async function readResearch(site: Site, spec: Spec, path: string): Promise<Result<ScopeSource | null, Failure>> {
  const { store, config } = site.project;
  const own = readProjectFile({ root: store.root, chantDir: store.dir }, path);
  if (own !== null) return ok({ path, text: own.data.toString('utf8') });
  const target = await findTarget(site.repo, spec, config);
  if (!target.ok) return target;
  const there = await readBytesAt(site.repo, target.value.tip, path);
  if (!there.ok) return there;
  return ok(there.value === null ? null : { path, text: there.value.toString('utf8') });
}

/**
 * Gives a spec of code that has no target files the ones that its research lists: of the documents that it is informed
 * by, the last that has the list. Nothing changes where it has a scope already. Failures: of git, and
 * wrong-state where the list holds nothing that chant takes over by itself.
 */
export async function scopeFromResearch(site: Site, id: string): Promise<Result<void, Failure>> {
  const spec = loadSpecs(site.project.store, { archived: false }).find((one) => one.id === id);
  if (spec === undefined || spec.type !== 'code' || spec.targetFiles.length > 0) return ok(undefined);
  for (const path of spec.informedBy.filter((one) => one.startsWith('.chant/research/')).reverse()) {
    const source = await readResearch(site, spec, path);
    if (!source.ok) return source;
    if (source.value === null || findSection(parseSections(source.value.text), targetFilesTitle) === null) continue;
    const written = writeScope(site, spec, { source: source.value, all: false });
    if (!written.ok) return written;
    const { paths, left } = written.value;
    const not = left.map((one) => `; left out: ${one.path} (${one.why})`).join('');
    site.context.emit({
      kind: 'warning',
      spec: id,
      message: `its scope is now what ${path} lists: ${paths.join(', ')}${not}`,
    });
    return ok(undefined);
  }
  return ok(undefined);
}

/** Writes the list of a document into a spec's `target_files`. Failures: wrong-state (nothing usable), spec-bad, file-trouble. */
export function writeScope(
  site: Pick<Site, 'project'>,
  spec: Spec,
  from: { readonly source: ScopeSource; readonly all: boolean; readonly dryRun?: boolean },
): Result<PlannedScope, Failure> {
  const planned = planScope(from.source.text, spec, from.all);
  const { paths, left, troubles } = planned;
  if (troubles.length > 0 || paths.length === 0)
    return err(unusable(spec, from.source.path, [...troubles, ...left.map((one) => `${one.path}: ${one.why}`)]));
  if (from.dryRun === true) return ok(planned);
  const document = readSpecDocument(site.project.store, spec);
  if (!document.ok) return document;
  const saved = save(site, document.value, paths);
  return saved.ok ? ok(planned) : saved;
}

function save(
  { project }: Pick<Site, 'project'>,
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
