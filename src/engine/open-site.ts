import type { Context } from '../context.ts';
import type { Failure } from '../core/failure.ts';
import { ok, type Result } from '../core/result.ts';
import { unconfined } from '../core/sandbox/plan-confinement.ts';
import { openRepo } from '../io/git/open-repo.ts';
import { loadSummaries } from '../io/store/load-summaries.ts';
import { findSpec } from './find-spec.ts';
import { openSettledProject } from './open-settled-project.ts';
import type { Site } from './work/check-ready.ts';

/** What a run begins with: the project, put in order, and its repository. */
export async function openSite(context: Context): Promise<Result<Site, Failure>> {
  const project = await openSettledProject(context);
  if (!project.ok) return project;
  const repo = await openRepo(project.value.store.root, context.env);
  return repo.ok ? ok({ context, project: project.value, repo: repo.value, confinement: unconfined }) : repo;
}

/** The full id that somebody means. Failures: spec-not-found, spec-ambiguous. */
export async function findId(site: Site, query: string): Promise<Result<string, Failure>> {
  const specs = await loadSummaries(site.project.store);
  const found = findSpec(specs, query, site.project.today);
  return found.ok ? ok(found.value.id) : found;
}
