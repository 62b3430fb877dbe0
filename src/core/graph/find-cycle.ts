import type { DependencyGraph } from './build-graph.ts';

/**
 * A cycle that `from` is in or depends on, whole: `[A, B, A]`; null where there is none. Specs for which `isDone` holds
 * no longer hold anybody up and are stepped over.
 */
export function findCycle(
  graph: DependencyGraph,
  from: string,
  isDone: (id: string) => boolean = () => false,
): readonly string[] | null {
  const finished = new Set<string>();
  const path: string[] = [from];
  const onPath = new Set(path);
  // For each id of the path, how many of its dependencies were looked at. No recursion: chains may be long.
  const seen: number[] = [0];
  while (path.length > 0) {
    const id = path[path.length - 1] ?? from;
    const at = seen[seen.length - 1] ?? 0;
    const next = isDone(id) ? undefined : graph.get(id)?.resolved[at];
    if (next === undefined) {
      finished.add(id);
      onPath.delete(id);
      path.pop();
      seen.pop();
      continue;
    }
    seen[seen.length - 1] = at + 1;
    if (onPath.has(next)) {
      if (!isDone(next)) return [...path.slice(path.indexOf(next)), next];
    } else if (!finished.has(next)) {
      path.push(next);
      onPath.add(next);
      seen.push(0);
    }
  }
  return null;
}
