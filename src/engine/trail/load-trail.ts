import type { Failure } from '../../core/failure.ts';
import { ok, type Result } from '../../core/result.ts';
import { listMembers } from '../../core/spec/list-members.ts';
import type { Spec } from '../../core/spec/spec.ts';
import { attributeCommits } from '../../core/trace/attribute-commits.ts';
import { buildRelations, type RelatedSpec } from '../../core/trace/relations.ts';
import { logRunCommits } from '../../io/git/log-commits.ts';
import { loadSpecs } from '../../io/store/load-specs.ts';
import { listAttempts } from '../../io/store/run-folder.ts';
import { loadRunRecord } from '../../io/store/run-record.ts';
import { type JudgedSpecs, judgeLoaded } from '../judge-specs.ts';
import type { Site } from '../work/check-ready.ts';
import { listRelatedInputs } from './related-inputs.ts';
import type { Trail } from './trail.ts';

/** Reads how everything in a project hangs together. Failure: git-failed. */
export async function loadTrail(site: Site): Promise<Result<Trail, Failure>> {
  const commits = await logRunCommits(site.repo);
  if (!commits.ok) return commits;
  const judged = judgeLoaded(site.context, site.project, loadSpecs(site.project.store, { archived: true }));
  const specs = new Map<string, Spec>();
  for (const spec of judged.specs) if (!spec.archived || !specs.has(spec.id)) specs.set(spec.id, spec);
  const related = [...specs.values()].map((spec) => relate(site, judged, spec));
  const told = attributeCommits(commits.value);
  const written = indexWritten(specs);
  return ok({
    site,
    judged,
    specs,
    relations: buildRelations(related),
    commits: commits.value,
    specOf: (hash) =>
      told.get(hash) ?? written.get(hash.slice(0, short))?.find((one) => hash.startsWith(one.hash))?.id ?? null,
  });
}

function relate(site: Site, judged: JudgedSpecs<Spec>, spec: Spec): RelatedSpec {
  const scope = spec.targetFiles.length > 0 ? spec.targetFiles : (judged.runOf(spec)?.scope?.files ?? []);
  return {
    id: spec.id,
    dependsOn: judged.graph.get(spec.id)?.resolved ?? [],
    members: spec.type === 'driver' ? listMembers(judged.specs, spec.id).map((one) => one.id) : [],
    inputs: listRelatedInputs(site, judged.specs, spec),
    writes: [...scope, ...listFindings(site, judged, spec)],
    labels: spec.labels,
  };
}

/** What halted attempts of a spec have left. */
function listFindings({ project }: Site, judged: JudgedSpecs<Spec>, spec: Spec): readonly string[] {
  const run = judged.runOf(spec);
  if (run === null || (run.attempt === 1 && run.reason !== 'halted')) return [];
  return listAttempts(project.store, spec.id).flatMap(
    (attempt) => loadRunRecord(project.store, spec.id, attempt)?.halted?.finding ?? [],
  );
}

const short = 7;

/** Commits that a frontmatter names: those of the existing tool have no trailers, and are written short. */
function indexWritten(
  specs: ReadonlyMap<string, Spec>,
): ReadonlyMap<string, readonly { readonly hash: string; readonly id: string }[]> {
  const index = new Map<string, { hash: string; id: string }[]>();
  for (const { id, commits } of specs.values()) {
    for (const hash of commits.filter((one) => /^[0-9a-f]{7,64}$/.test(one))) {
      const key = hash.slice(0, short);
      index.set(key, [...(index.get(key) ?? []), { hash, id }]);
    }
  }
  return index;
}
