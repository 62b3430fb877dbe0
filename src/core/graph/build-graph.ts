import { buildIdIndex, lookUpId, resolveInIndex, type ResolveFailure } from '../spec/resolve-id.ts';
import type { SpecSummary } from '../spec/spec.ts';

/** A `depends_on` entry that names no spec, or more than one. */
export interface Dangling {
  /** As the user wrote it. */
  readonly query: string;
  readonly failure: ResolveFailure;
}

/** What one spec depends on. */
export interface GraphNode {
  readonly archived: boolean;
  /** Full ids, in the order of `depends_on`. */
  readonly resolved: readonly string[];
  readonly dangling: readonly Dangling[];
}

/** Who depends on whom, by full id. Every spec has a node. */
export type DependencyGraph = ReadonlyMap<string, GraphNode>;

// Most specs depend on nothing; they share these.
const lone: GraphNode = { archived: false, resolved: [], dangling: [] };
const loneArchived: GraphNode = { archived: true, resolved: [], dangling: [] };

/** Looking for ids that are near goes through all of them: only so many dangling dependencies get a suggestion. */
const MAX_SUGGESTED = 20;

type GraphSpec = Pick<SpecSummary, 'id' | 'title' | 'archived' | 'dependsOn'>;

/** Resolves every `depends_on` once. `today` is the local day, `YYYY-MM-DD`. Linear in the number of specs. */
export function buildGraph(specs: readonly GraphSpec[], today: string): DependencyGraph {
  const index = buildIdIndex(specs);
  const graph = new Map<string, GraphNode>();
  let suggested = 0;
  for (const spec of specs) {
    // A live spec wins over an archived one of the same id, as everywhere.
    if (index.byId.get(spec.id)?.archived !== spec.archived) continue;
    if (spec.dependsOn.length === 0) {
      graph.set(spec.id, spec.archived ? loneArchived : lone);
      continue;
    }
    const resolved = new Set<string>();
    const dangling: Dangling[] = [];
    for (const query of spec.dependsOn) {
      const [first, ...others] = lookUpId(query, index, today);
      if (first !== undefined && others.length === 0) {
        resolved.add(first.id);
        continue;
      }
      if (first === undefined) suggested += 1;
      const found = suggested > MAX_SUGGESTED && first === undefined ? null : resolveInIndex(query, index, today);
      if (found?.ok === true) resolved.add(found.value);
      else dangling.push({ query, failure: found?.failure ?? { kind: 'spec-not-found', query, near: [] } });
    }
    graph.set(spec.id, { archived: spec.archived, resolved: [...resolved], dangling });
  }
  return graph;
}
