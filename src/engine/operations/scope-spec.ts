import type { PlannedScope } from '../../core/outline/plan-scope.ts';
import { nearest } from '../../core/nearest.ts';
import { err, ok } from '../../core/result.ts';
import { listProjectFiles } from '../../io/project/project-files.ts';
import { loadSpecs } from '../../io/store/load-specs.ts';
import { readResearch } from '../investigate/find-scope-source.ts';
import { writeScope } from '../investigate/write-scope.ts';
import { findSpec } from '../find-spec.ts';
import { openSite } from '../open-site.ts';
import type { Operation } from '../operation.ts';

export interface ScopeSpecInput {
  /** Short or full id. */
  readonly id: string;
  /** A research document, `.chant/research/...`. */
  readonly from: string;
  /** Also the files that decide what runs elsewhere. */
  readonly all: boolean;
  readonly dryRun: boolean;
}

export interface ScopeSpecOutput extends PlannedScope {
  readonly id: string;
  readonly from: string;
  readonly dryRun: boolean;
  /** `target_files` as they were. */
  readonly before: readonly string[];
}

/**
 * Makes the files that a document lists below `## Target files` the scope of a spec. Failures: spec-not-found,
 * spec-ambiguous, missing-input (no such document), wrong-state (a spec that is done, a list that cannot be used).
 */
export const scopeSpec: Operation<ScopeSpecInput, ScopeSpecOutput> = async (context, input) => {
  const site = await openSite(context);
  if (!site.ok) return site;
  const { store, today } = site.value.project;
  const found = findSpec(loadSpecs(store, { archived: true }), input.id, today);
  if (!found.ok) return found;
  const spec = found.value;
  if (spec.archived || spec.status === 'completed' || spec.status === 'cancelled') {
    const status = spec.archived ? 'archived' : spec.status;
    return err({ kind: 'wrong-state', spec: spec.id, status, wanted: 'pending', next: null });
  }
  const source = await readResearch(site.value, spec, input.from);
  if (!source.ok) return source;
  if (source.value === null) {
    const place = { root: store.root, chantDir: store.dir };
    const near = nearest(input.from, listProjectFiles(place, '.chant/research/'));
    return err({
      kind: 'missing-input',
      spec: spec.id,
      key: '--from',
      path: input.from,
      near: near === null ? [] : [near],
    });
  }
  const { all, dryRun, from } = input;
  const planned = writeScope(site.value, spec, { source: source.value, all, dryRun });
  return planned.ok ? ok({ ...planned.value, id: spec.id, from, dryRun, before: spec.targetFiles }) : planned;
};
