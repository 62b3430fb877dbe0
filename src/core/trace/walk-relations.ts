import type { RelatedInput, RelatedSpec, Relations } from './relations.ts';
import type { TraceEdge } from './trace.ts';

/** Keys of the nodes of a trace. */
export const keyOf = {
  spec: (id: string): string => `spec:${id}`,
  document: (path: string): string => `document:${path}`,
  url: (url: string): string => `url:${url}`,
  /** An issue of which the project has no snapshot. */
  issue: (name: string): string => `issue:${name}`,
  commit: (hash: string): string => `commit:${hash}`,
};

interface Way {
  readonly edge: TraceEdge;
  /** Key of the node that the walk goes on from, and the spec that it was reached from, where it is a document. */
  readonly next: { readonly key: string; readonly reader: string | null };
}

/** All that the starts rest on, however far: edges in the order of a person who asks `why`. */
export function walkUp(starts: readonly string[], relations: Relations): readonly TraceEdge[] {
  return walk(starts, ({ key, reader }) => {
    const [kind, name] = splitKey(key);
    if (kind === 'spec') return listReasons(name, relations);
    if (kind !== 'document') return [];
    return relations.writersOf(name, reader).map((id) => way({ from: key, to: keyOf.spec(id), kind: 'written by' }));
  });
}

/** All that rests on the starts, however far. */
export function walkDown(starts: readonly string[], relations: Relations): readonly TraceEdge[] {
  return walk(starts, ({ key }) => {
    const [kind, name] = splitKey(key);
    if (kind === 'spec') return listResults(name, relations);
    if (kind === 'document') {
      return relations
        .readersOf(name)
        .map(({ id, key: input }) => back({ from: keyOf.spec(id), to: key, kind: input }));
    }
    return [...relations.specs.values()]
      .flatMap((spec) => listReasons(spec.id, relations).filter(({ edge }) => edge.to === key))
      .map(({ edge }) => back(edge));
  });
}

function walk(starts: readonly string[], waysFrom: (node: Way['next']) => readonly Way[]): readonly TraceEdge[] {
  const edges = new Map<string, TraceEdge>();
  const open: Way['next'][] = starts.map((key) => ({ key, reader: null }));
  const seen = new Set<string>();
  for (let node = open.shift(); node !== undefined; node = open.shift()) {
    const mark = `${node.key}\n${node.reader ?? ''}`;
    if (seen.has(mark)) continue;
    seen.add(mark);
    for (const { edge, next } of waysFrom(node)) {
      edges.set(`${edge.from}\n${edge.to}\n${edge.kind}`, edge);
      open.push(next);
    }
  }
  return [...edges.values()];
}

/** What a spec rests on. Its label names the issue only where nothing else leads there. */
function listReasons(id: string, relations: Relations): readonly Way[] {
  const spec = relations.specs.get(id);
  if (spec === undefined) return [];
  const from = keyOf.spec(id);
  const inputs = spec.inputs.map((input) => way({ from, to: keyOfInput(input), kind: input.key }, id));
  const dependencies = spec.dependsOn.map((on) => way({ from, to: keyOf.spec(on), kind: 'depends on' }));
  const driver = relations.driverOf(id);
  const whole = driver === null ? [] : [way({ from, to: keyOf.spec(driver), kind: 'part of' })];
  const ways = [...inputs, ...dependencies, ...whole];
  return ways.length > 0
    ? ways
    : listIssues(spec).map((name) => way({ from, to: keyOf.issue(name), kind: 'labelled' }));
}

function listResults(id: string, relations: Relations): readonly Way[] {
  const to = keyOf.spec(id);
  const documents = relations
    .documentsOf(id)
    .map((path) => back({ from: keyOf.document(path), to, kind: 'written by' }));
  const dependents = relations.dependentsOf(id).map((one) => back({ from: keyOf.spec(one), to, kind: 'depends on' }));
  const readers = [...relations.specs.values()].flatMap((spec) =>
    spec.inputs
      .filter((input) => input.kind === 'spec' && input.name === id)
      .map((input) => back({ from: keyOf.spec(spec.id), to, kind: input.key })),
  );
  const parts = (relations.specs.get(id)?.members ?? []).map((one) =>
    back({ from: keyOf.spec(one), to, kind: 'part of' }),
  );
  return [...parts, ...documents, ...readers, ...dependents];
}

function listIssues({ labels }: RelatedSpec): readonly string[] {
  return labels.filter((label) => /^issue-\d+$/.test(label));
}

function keyOfInput({ kind, name }: RelatedInput): string {
  return keyOf[kind](name);
}

function way(edge: TraceEdge, reader: string | null = null): Way {
  return { edge, next: { key: edge.to, reader } };
}

function back(edge: TraceEdge): Way {
  return { edge, next: { key: edge.from, reader: null } };
}

/** `document:src/a.ts` -> `document`, `src/a.ts`. */
export function splitKey(key: string): readonly [kind: string, name: string] {
  const at = key.indexOf(':');
  return [key.slice(0, at), key.slice(at + 1)];
}
