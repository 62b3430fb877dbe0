import type { SpecStatus } from '../spec/spec.ts';
import type { DependencyGraph } from './build-graph.ts';
import { findCycle } from './find-cycle.ts';

/** Whether the dependencies of a spec let it be worked on. */
export type Readiness =
  | { readonly kind: 'ready' }
  /** `status` of a dependency that names no spec is `not found`, of one that names several `ambiguous`. */
  | { readonly kind: 'blocked'; readonly on: readonly { readonly id: string; readonly status: string }[] }
  /** Nothing that is done elsewhere will ever free it. */
  | { readonly kind: 'cycle'; readonly path: readonly string[] };

/**
 * The only home of the rule: a spec is ready when each of its dependencies is completed, cancelled or archived.
 * `statusOf` gives the effective status of a spec by full id.
 */
export function judgeReadiness(
  spec: { readonly id: string },
  graph: DependencyGraph,
  statusOf: (id: string) => SpecStatus,
): Readiness {
  const node = graph.get(spec.id);
  const isDone = (id: string): boolean => isDependencyDone(graph, id, statusOf(id));
  const on = (node?.resolved ?? []).filter((id) => !isDone(id)).map((id) => ({ id, status: String(statusOf(id)) }));
  for (const { query, failure } of node?.dangling ?? []) {
    on.push({ id: query, status: failure.kind === 'spec-ambiguous' ? 'ambiguous' : 'not found' });
  }
  if (on.length === 0) return { kind: 'ready' };
  const path = findCycle(graph, spec.id, (id) => id !== spec.id && isDone(id));
  return path === null ? { kind: 'blocked', on } : { kind: 'cycle', path };
}

function isDependencyDone(graph: DependencyGraph, id: string, status: SpecStatus): boolean {
  return status === 'completed' || status === 'cancelled' || graph.get(id)?.archived === true;
}
