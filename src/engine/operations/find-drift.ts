import type { Failure } from '../../core/failure.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { type ComparedSpec, judgeDrift, listBases, type SpecDrift } from '../../core/trace/drift.ts';
import type { Relations } from '../../core/trace/relations.ts';
import { chooseConfinement } from '../choose-confinement.ts';
import { findSpec } from '../find-spec.ts';
import { openSite } from '../open-site.ts';
import type { Operation } from '../operation.ts';
import { checkAgain } from '../trail/check-again.ts';
import { compareInputs } from '../trail/compare-inputs.ts';
import { loadTrail } from '../trail/load-trail.ts';
import { type Landed, readLanded } from '../trail/read-landed.ts';
import type { Trail } from '../trail/trail.ts';

export interface FindDriftInput {
  /** Short or full id: this spec and all that it rests on; null: every spec that landed. */
  readonly id: string | null;
  /** Also run the checks again. */
  readonly check: boolean;
}

export interface FindDriftOutput {
  readonly specs: readonly SpecDrift[];
}

/**
 * Which landed specs no longer rest on what they rested on: by content, over the whole chain, archived ones too.
 * Failures: spec-not-found, spec-ambiguous, wrong-state (it has not landed), file-trouble, git-failed, interrupted,
 * run-ended (set-up of a check failed), sandbox-unavailable, and those of opening the project.
 */
export const findDrift: Operation<FindDriftInput, FindDriftOutput> = async (context, { id, check }) => {
  const opened = await openSite(context);
  if (!opened.ok) return opened;
  // Checks run what an agent wrote: where runs have a sandbox, they have it here, too.
  const site = check ? await chooseConfinement(opened.value) : opened;
  if (!site.ok) return site;
  const trail = await loadTrail(site.value);
  if (!trail.ok) return trail;
  const asked = id === null ? ok(null) : chooseAsked(trail.value, id);
  if (!asked.ok) return asked;
  const landed = await loadLanded(trail.value, asked.value);
  if (!landed.ok) return landed;
  const compared: ComparedSpec[] = [];
  for (const one of landed.value.values()) {
    const spec = await compareInputs(trail.value, one);
    if (!spec.ok) return spec;
    compared.push(spec.value);
  }
  const specs = judgeDrift(compared, trail.value.relations);
  return check ? addChecks(trail.value, landed.value, specs) : ok({ specs });
};

/** The asked spec and everything that it rests on. */
function chooseAsked(trail: Trail, query: string): Result<ReadonlySet<string>, Failure> {
  const found = findSpec(trail.judged.specs, query, trail.site.project.today);
  if (!found.ok) return found;
  const { id } = found.value;
  const status = trail.judged.statusOf(found.value);
  if (status !== 'completed') {
    return err({ kind: 'wrong-state', spec: id, status, wanted: 'a spec that has landed', next: `chant show ${id}` });
  }
  return ok(listChain(id, trail.relations));
}

function listChain(id: string, relations: Relations): ReadonlySet<string> {
  const chain = new Set([id]);
  for (const one of chain) for (const base of listBases(one, relations)) chain.add(base);
  return chain;
}

async function loadLanded(
  trail: Trail,
  asked: ReadonlySet<string> | null,
): Promise<Result<ReadonlyMap<string, Landed>, Failure>> {
  const landed = new Map<string, Landed>();
  for (const spec of trail.specs.values()) {
    if (asked !== null && !asked.has(spec.id)) continue;
    const read = await readLanded(trail, spec);
    if (!read.ok) return read;
    const isDone = trail.judged.statusOf(spec) === 'completed' || read.value.document.spec.status === 'completed';
    if (isDone) landed.set(spec.id, read.value);
  }
  return ok(landed);
}

async function addChecks(
  trail: Trail,
  landed: ReadonlyMap<string, Landed>,
  specs: readonly SpecDrift[],
): Promise<Result<FindDriftOutput, Failure>> {
  const checked: SpecDrift[] = [];
  for (const spec of specs) {
    const one = landed.get(spec.id);
    const checks = one === undefined ? ok([]) : await checkAgain(trail, one);
    if (!checks.ok) return checks;
    checked.push({ ...spec, checks: checks.value });
  }
  return ok({ specs: checked });
}
