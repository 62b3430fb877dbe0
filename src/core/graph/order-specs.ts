import type { DependencyGraph } from './build-graph.ts';
import { findCycle } from './find-cycle.ts';

/** Specs in an order in which they can be worked on. */
export interface SpecOrder {
  /** Dependencies first; otherwise in the order in which the ids were given. */
  readonly order: readonly string[];
  /** Each cycle whole (`[A, B, A]`), once. */
  readonly cycles: readonly (readonly string[])[];
  /** Ids in a cycle, or behind one: no order has them. */
  readonly stuck: readonly string[];
}

/** Orders the given specs by their dependencies; dependencies outside of `ids` are not looked at. */
export function orderSpecs(ids: readonly string[], graph: DependencyGraph): SpecOrder {
  const asked = new Set(ids);
  const inner = new Map([...asked].map((id) => [id, (graph.get(id)?.resolved ?? []).filter((on) => asked.has(on))]));
  const waiting = new Map([...inner].map(([id, on]) => [id, on.length]));
  const dependents = new Map<string, string[]>();
  for (const [id, on] of inner) {
    for (const dependency of on) {
      const list = dependents.get(dependency);
      if (list === undefined) dependents.set(dependency, [id]);
      else list.push(id);
    }
  }
  const order = [...asked].filter((id) => waiting.get(id) === 0);
  for (const id of order) {
    for (const dependent of dependents.get(id) ?? []) {
      const left = (waiting.get(dependent) ?? 1) - 1;
      waiting.set(dependent, left);
      if (left === 0) order.push(dependent);
    }
  }
  const stuck = [...asked].filter((id) => waiting.get(id) !== 0);
  return { order, cycles: findCycles(graph, stuck, asked), stuck };
}

/** Every spec that is in a cycle is named in one of them. */
function findCycles(graph: DependencyGraph, stuck: readonly string[], asked: ReadonlySet<string>): string[][] {
  const named = new Set<string>();
  const cycles: string[][] = [];
  for (const id of stuck) {
    if (named.has(id)) continue;
    const path = findCycle(graph, id, (other) => !asked.has(other) || named.has(other));
    if (path === null) continue;
    for (const member of path) named.add(member);
    cycles.push([...path]);
  }
  return cycles;
}
