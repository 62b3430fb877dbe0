import type { Failure } from '../../core/failure.ts';
import { findSection, parseSections } from '../../core/outline/parse-sections.ts';
import { targetFilesTitle } from '../../core/outline/parse-target-files.ts';
import { ok, type Result } from '../../core/result.ts';
import type { Spec } from '../../core/spec/spec.ts';
import { readBytesAt } from '../../io/git/cat-file.ts';
import type { Repo } from '../../io/git/repo.ts';
import { readProjectFile } from '../../io/project/project-files.ts';
import type { Project } from '../open-project.ts';
import { findTarget } from '../work/find-target.ts';

/** Where documents are read. */
export interface ScopePlace {
  readonly project: Project;
  readonly repo: Repo;
}

export interface ScopeSource {
  readonly path: string;
  readonly text: string;
}

/** A research document as its spec would get it: from the user's working tree, else from where the spec lands; null: it is in neither. */
export async function readResearch(
  site: ScopePlace,
  spec: Spec,
  path: string,
): Promise<Result<ScopeSource | null, Failure>> {
  const { store, config } = site.project;
  const own = readProjectFile({ root: store.root, chantDir: store.dir }, path);
  if (own !== null) return ok({ path, text: own.data.toString('utf8') });
  const target = await findTarget(site.repo, spec, config);
  if (!target.ok) return target;
  const there = await readBytesAt(site.repo, target.value.tip, path);
  if (!there.ok) return there;
  return ok(there.value === null ? null : { path, text: there.value.toString('utf8') });
}

/** Of the documents that a spec is informed by, the last that lists target files; null: none does. Failure: of git. */
export async function findScopeSource(site: ScopePlace, spec: Spec): Promise<Result<ScopeSource | null, Failure>> {
  for (const path of spec.informedBy.filter((one) => one.startsWith('.chant/research/')).reverse()) {
    const source = await readResearch(site, spec, path);
    if (!source.ok) return source;
    if (source.value === null || findSection(parseSections(source.value.text), targetFilesTitle) === null) continue;
    return source;
  }
  return ok(null);
}
