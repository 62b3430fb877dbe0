import { err, ok, type Result } from '../result.ts';
import { type IdIndex, lookUpId, resolveInIndex, type ResolveFailure } from '../spec/resolve-id.ts';
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
export interface DependencyGraph {
  get(id: string): GraphNode | undefined;
}

// Most specs depend on nothing; they share these.
const lone: GraphNode = { archived: false, resolved: [], dangling: [] };
const loneArchived: GraphNode = { archived: true, resolved: [], dangling: [] };

/** Looking for ids that are near goes through all of them: only so many dangling dependencies get a suggestion. */
const MAX_SUGGESTED = 20;

type GraphSpec = Pick<SpecSummary, 'id' | 'title' | 'archived' | 'dependsOn'>;

/**
 * The graph over the specs of an index; a live spec wins over an archived one of the same id, as everywhere. Each
 * `depends_on` is resolved once, when it is first asked for. `today` is the local day, `YYYY-MM-DD`.
 */
export function buildGraph(index: IdIndex<GraphSpec>, today: string): DependencyGraph {
  const nodes = new Map<string, GraphNode>();
  let suggested = 0;
  const resolve = (query: string): Result<string, ResolveFailure> => {
    const [first, ...others] = lookUpId(query, index, today);
    if (first !== undefined && others.length === 0) return ok(first.id);
    if (first === undefined) suggested += 1;
    const plain = first === undefined && suggested > MAX_SUGGESTED;
    return plain ? err({ kind: 'spec-not-found', query, near: [] }) : resolveInIndex(query, index, today);
  };
  const buildNode = ({ dependsOn, archived }: GraphSpec): GraphNode => {
    const resolved = new Set<string>();
    const dangling: Dangling[] = [];
    for (const query of dependsOn) {
      const found = resolve(query);
      if (found.ok) resolved.add(found.value);
      else dangling.push({ query, failure: found.failure });
    }
    return { archived, resolved: [...resolved], dangling };
  };
  const get = (id: string): GraphNode | undefined => {
    const spec = index.byId.get(id);
    if (spec === undefined) return undefined;
    if (spec.dependsOn.length === 0) return spec.archived ? loneArchived : lone;
    const node = nodes.get(id) ?? buildNode(spec);
    nodes.set(id, node);
    return node;
  };
  return { get };
}
