import type { Context } from '../context.ts';
import { buildGraph, type DependencyGraph } from '../core/graph/build-graph.ts';
import { judgeReadiness } from '../core/graph/judge-readiness.ts';
import { effectiveStatus, statusWithReadiness } from '../core/lifecycle/effective-status.ts';
import { openApproval } from '../core/lifecycle/open-approval.ts';
import type { RunState } from '../core/lifecycle/run-state.ts';
import { buildIdIndex } from '../core/spec/resolve-id.ts';
import type { SpecStatus, SpecSummary } from '../core/spec/spec.ts';
import { loadSummaries } from '../io/store/load-summaries.ts';
import { loadRunStates } from '../io/store/run-record.ts';
import type { Project } from './open-project.ts';

/** All specs of a project, the archive's too, and where each stands. */
export interface JudgedSpecs<T extends SpecSummary = SpecSummary> {
  readonly specs: readonly T[];
  /** Built when it is first asked for. */
  readonly graph: DependencyGraph;
  /** What people see; `ready` and `blocked` are computed for a spec that is not archived. */
  statusOf(spec: SpecSummary): SpecStatus;
  runOf(spec: SpecSummary): RunState | null;
}

/** Reads specs and run records, and lays them together. */
export async function judgeSpecs(context: Context, project: Project): Promise<JudgedSpecs> {
  return judgeLoaded(context, project, await loadSummaries(project.store));
}

/** As `judgeSpecs`, over all specs of the project as they were read. */
export function judgeLoaded<T extends SpecSummary>(
  context: Context,
  project: Project,
  specs: readonly T[],
): JudgedSpecs<T> {
  return judgeWithRuns(project, specs, loadRunStates(project.store, context.process.hostname));
}

/** As `judgeLoaded`, over what was read of the runs, too; by spec id. */
export function judgeWithRuns<T extends SpecSummary>(
  project: Project,
  specs: readonly T[],
  runs: ReadonlyMap<string, RunState>,
): JudgedSpecs<T> {
  const runOf = (spec: SpecSummary): RunState | null => runs.get(spec.id) ?? null;
  // Most specs depend on nothing, and most lists ask for none that does.
  const index = once(() => buildIdIndex(specs));
  const graph = once(() => buildGraph(index(), project.today));
  const byId = (id: string): SpecStatus => {
    const spec = index().byId.get(id);
    return spec === undefined ? 'pending' : effectiveStatus(spec, runOf(spec));
  };
  const statusOf = (spec: SpecSummary): SpecStatus => {
    const status = effectiveStatus(spec, runOf(spec));
    // Only a pending spec is ready or blocked.
    if (spec.archived || status !== 'pending') return status;
    const readiness = spec.dependsOn.length === 0 ? ready : judgeReadiness(spec, graph(), byId);
    const seen = statusWithReadiness(status, readiness);
    return seen === 'ready' && openApproval(spec, project.config.approval.required) !== null ? 'blocked' : seen;
  };
  return {
    specs,
    get graph() {
      return graph();
    },
    statusOf,
    runOf,
  };
}

const ready = { kind: 'ready' } as const;

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
