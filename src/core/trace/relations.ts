import { compilePattern } from '../scope/compile-pattern.ts';
import { isLiteral } from '../scope/is-literal.ts';
import { stripDotSlash } from '../scope/strip-dot-slash.ts';

/** One entry of `informed_by`, `origin`, `tracks` or `context`, globs resolved. */
export interface RelatedInput {
  readonly key: 'informed_by' | 'origin' | 'tracks' | 'context';
  /** Path relative to the checkout, URL, or id of a spec. */
  readonly name: string;
  readonly kind: 'document' | 'url' | 'spec';
}

/** A spec as far as it is related to others. */
export interface RelatedSpec {
  readonly id: string;
  /** Full ids. */
  readonly dependsOn: readonly string[];
  /** Full ids of what it is made of, where it is a driver. */
  readonly members?: readonly string[];
  readonly inputs: readonly RelatedInput[];
  /** Paths and globs that it may write, and paths that it is known to have written. */
  readonly writes: readonly string[];
  readonly labels: readonly string[];
}

/** Who rests on what. */
export interface Relations {
  readonly specs: ReadonlyMap<string, RelatedSpec>;
  dependentsOf(id: string): readonly string[];
  /** The driver that a spec is a part of; null: it is of none. */
  driverOf(id: string): string | null;
  readersOf(path: string): readonly { readonly id: string; readonly key: RelatedInput['key'] }[];
  /**
   * Specs that write a document. Files of the code are written by many; of these only what the reader depends on
   * counts. `reader` null: nobody in particular asks, and all count.
   */
  writersOf(path: string, reader: string | null): readonly string[];
  /** Documents that somebody reads, and that this spec writes. */
  documentsOf(id: string): readonly string[];
}

/** Lays the specs of a project beside each other. */
export function buildRelations(specs: readonly RelatedSpec[]): Relations {
  const byId = new Map(specs.map((spec) => [spec.id, spec]));
  const dependents = collect(specs.flatMap((spec) => spec.dependsOn.map((on) => [on, spec.id] as const)));
  const drivers = new Map(specs.flatMap(({ id, members = [] }) => members.map((member) => [member, id])));
  const readers = collect(
    specs.flatMap((spec) =>
      spec.inputs.flatMap(({ kind, key, name }) =>
        kind === 'document' ? [[name, { id: spec.id, key }] as const] : [],
      ),
    ),
  );
  const allWriters = findWriters(specs);
  const before = makeAncestors(byId);
  const writersOf: Relations['writersOf'] = (path, reader) => {
    const writers = allWriters(path).filter((id) => id !== reader);
    if (reader === null || path.startsWith('.chant/')) return writers;
    return writers.filter((id) => before(reader).has(id));
  };
  return {
    specs: byId,
    driverOf: (id) => drivers.get(id) ?? null,
    dependentsOf: (id) => dependents.get(id) ?? [],
    readersOf: (path) => readers.get(path) ?? [],
    writersOf,
    documentsOf: (id) =>
      [...readers].flatMap(([path, by]) => (by.some((one) => writersOf(path, one.id).includes(id)) ? [path] : [])),
  };
}

function collect<T>(pairs: readonly (readonly [string, T])[]): ReadonlyMap<string, readonly T[]> {
  const lists = new Map<string, T[]>();
  for (const [key, value] of pairs) {
    const list = lists.get(key);
    if (list === undefined) lists.set(key, [value]);
    else list.push(value);
  }
  return lists;
}

function findWriters(specs: readonly RelatedSpec[]): (path: string) => readonly string[] {
  const literal = new Map<string, string[]>();
  const patterns: { readonly id: string; readonly matches: (path: string) => boolean }[] = [];
  for (const { id, writes } of specs) {
    for (const pattern of writes) {
      if (isLiteral(pattern)) {
        const path = stripDotSlash(pattern);
        literal.set(path, [...(literal.get(path) ?? []), id]);
      } else patterns.push({ id, matches: compilePattern(pattern) });
    }
  }
  return (path) => [
    ...new Set([...(literal.get(path) ?? []), ...patterns.flatMap((one) => (one.matches(path) ? [one.id] : []))]),
  ];
}

/** Everything that a spec depends on, however far; each is found once. */
function makeAncestors(specs: ReadonlyMap<string, RelatedSpec>): (id: string) => ReadonlySet<string> {
  const known = new Map<string, ReadonlySet<string>>();
  return (id) => {
    const seen = known.get(id) ?? new Set<string>();
    if (known.has(id)) return seen;
    const found = new Set<string>();
    const open = [id];
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      const { dependsOn = [], members = [] } = specs.get(at) ?? {};
      for (const on of [...dependsOn, ...members]) {
        if (found.has(on)) continue;
        found.add(on);
        open.push(on);
      }
    }
    known.set(id, found);
    return found;
  };
}
