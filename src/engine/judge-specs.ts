import type { Context } from '../context.ts';
import { buildGraph, type DependencyGraph } from '../core/graph/build-graph.ts';
import { judgeReadiness } from '../core/graph/judge-readiness.ts';
import { effectiveStatus, statusWithReadiness } from '../core/lifecycle/effective-status.ts';
import { openApproval } from '../core/lifecycle/open-approval.ts';
import type { RunState } from '../core/lifecycle/run-state.ts';
import type { Spec, SpecStatus } from '../core/spec/spec.ts';
import { loadSpecs } from '../io/store/load-specs.ts';
import { loadRunStates } from '../io/store/run-record.ts';
import type { Project } from './open-project.ts';

/** All specs of a project, the archive's too, and where each stands. */
export interface JudgedSpecs {
  readonly specs: readonly Spec[];
  readonly graph: DependencyGraph;
  /** What people see; `ready` and `blocked` are computed for a spec that is not archived. */
  statusOf(spec: Spec): SpecStatus;
  runOf(spec: Spec): RunState | null;
}

/** Reads specs and run records, and lays them together. */
export function judgeSpecs(context: Context, project: Project): JudgedSpecs {
  const specs = loadSpecs(project.store, { archived: true });
  const runs = loadRunStates(project.store, context.process.hostname);
  const graph = buildGraph(specs, project.today);
  const runOf = (spec: Spec): RunState | null => runs.get(spec.id) ?? null;
  const meant = new Map<string, Spec>();
  // Where an id is in both places, the live one is meant.
  for (const spec of specs) if (!spec.archived || !meant.has(spec.id)) meant.set(spec.id, spec);
  const byId = (id: string): SpecStatus => {
    const spec = meant.get(id);
    return spec === undefined ? 'pending' : effectiveStatus(spec, runOf(spec));
  };
  const statusOf = (spec: Spec): SpecStatus => {
    const status = effectiveStatus(spec, runOf(spec));
    // Only a pending spec is ready or blocked.
    if (spec.archived || status !== 'pending') return status;
    const seen = statusWithReadiness(status, judgeReadiness(spec, graph, byId));
    return seen === 'ready' && openApproval(spec, project.config.approval.required) !== null ? 'blocked' : seen;
  };
  return { specs, graph, statusOf, runOf };
}
