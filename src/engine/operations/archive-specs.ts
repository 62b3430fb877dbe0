import type { Failure } from '../../core/failure.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { parseSpecId } from '../../core/spec/spec-id.ts';
import type { SpecSummary } from '../../core/spec/spec.ts';
import { parseIssueName } from '../../core/trace/issue-name.ts';
import { moveSpecFile } from '../../io/store/move-spec-file.ts';
import { findSpec } from '../find-spec.ts';
import { type JudgedSpecs, judgeSpecs } from '../judge-specs.ts';
import { openSite } from '../open-site.ts';
import type { Operation } from '../operation.ts';
import type { Site } from '../work/check-ready.ts';
import { withSpecLease } from '../work/spec-lease.ts';

export interface ArchiveSpecsInput {
  /** Short or full ids. */
  readonly ids: readonly string[];
  /** `1234`, `#1234`: every spec with the label `issue-1234`; null: none. */
  readonly investigation: string | null;
}

export interface ArchiveSpecsOutput {
  readonly moved: readonly { readonly id: string; readonly from: string; readonly to: string }[];
  /** Ids that were in the archive already. */
  readonly kept: readonly string[];
}

/**
 * Moves specs that are done into the archive, all of them or, where one is not done, none. They stay readable,
 * traceable, and dependencies of others. Git is not touched: what is tracked is the user's to commit. Failures:
 * bad-argument, spec-not-found, spec-ambiguous, wrong-state (one is not done), locked, file-trouble.
 */
export const archiveSpecs: Operation<ArchiveSpecsInput, ArchiveSpecsOutput> = async (context, input) => {
  const site = await openSite(context);
  if (!site.ok) return site;
  const judged = await judgeSpecs(context, site.value.project);
  const chosen = choose(site.value, judged, input);
  if (!chosen.ok) return chosen;
  const live = chosen.value.filter((spec) => !spec.archived);
  for (const spec of live) {
    const status = judged.statusOf(spec);
    if (status !== 'completed' && status !== 'cancelled') {
      return err({ kind: 'wrong-state', spec: spec.id, status, wanted: 'completed or cancelled', next: null });
    }
  }
  const moved: { id: string; from: string; to: string }[] = [];
  for (const { id, path: from } of live) {
    const to = `.chant/archive/${parseSpecId(id)?.date ?? site.value.project.today}/${id}.md`;
    const done = await withSpecLease(site.value, id, async () => moveSpecFile(site.value.project.store, from, to));
    if (!done.ok) return done;
    moved.push({ id, from, to });
  }
  return ok({ moved, kept: chosen.value.filter((spec) => spec.archived).map((spec) => spec.id) });
};

function choose(site: Site, judged: JudgedSpecs, input: ArchiveSpecsInput): Result<readonly SpecSummary[], Failure> {
  const chosen = new Map<string, SpecSummary>();
  for (const query of input.ids) {
    const found = findSpec(judged.specs, query, site.project.today);
    if (!found.ok) return found;
    chosen.set(found.value.id, found.value);
  }
  if (input.investigation !== null) {
    const label = parseIssueName(input.investigation.replace(/^(?=\d+$)/, '#'));
    const specs = judged.specs.filter((spec) => label !== null && spec.labels.includes(label));
    if (specs.length === 0)
      return err(refuse('--investigation', input.investigation, 'an issue that specs have as label: 1234'));
    // Where an id is in both places, the live one is meant.
    for (const spec of specs) if (!spec.archived || !chosen.has(spec.id)) chosen.set(spec.id, spec);
  }
  return chosen.size > 0
    ? ok([...chosen.values()])
    : err(refuse('<ids>', '', 'ids of specs, or --investigation ISSUE'));
}

function refuse(argument: string, value: string, expected: string): Failure {
  return { kind: 'bad-argument', argument, value, expected, suggestion: null };
}
