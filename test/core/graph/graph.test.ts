import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildGraph } from '../../../src/core/graph/build-graph.ts';
import { buildIdIndex } from '../../../src/core/spec/resolve-id.ts';
import { findCycle } from '../../../src/core/graph/find-cycle.ts';
import { judgeReadiness } from '../../../src/core/graph/judge-readiness.ts';
import { orderSpecs } from '../../../src/core/graph/order-specs.ts';
import { parseSpec } from '../../../src/core/spec/parse-spec.ts';
import type { Spec, SpecStatus } from '../../../src/core/spec/spec.ts';

const today = '2026-02-08';

function spec(id: string, dependsOn: readonly string[] = [], archived = false): Spec {
  const text = `---\ndepends_on: [${dependsOn.join(', ')}]\n---\n# ${id}\n`;
  return parseSpec({ id, path: `.chant/specs/${id}.md`, archived, text });
}

function graphOf(specs: readonly Spec[]) {
  return buildGraph(buildIdIndex(specs), today);
}

function judge(specs: readonly Spec[], statuses: Readonly<Record<string, SpecStatus>> = {}): unknown {
  const first = specs[0] ?? spec('none');
  return judgeReadiness(first, graphOf(specs), (id) => statuses[id] ?? 'pending');
}

describe('the graph', () => {
  it('resolves short ids once and keeps what names nothing or too much', () => {
    const specs = [spec('a', ['v7b', 'zzz', 'dup', 'v7b']), spec('2026-02-08-010-v7b'), spec('x-dup'), spec('y-dup')];
    const node = graphOf(specs).get('a');
    expect(node?.resolved).toEqual(['2026-02-08-010-v7b']);
    expect(node?.dangling.map(({ query, failure }) => [query, failure.kind])).toEqual([
      ['zzz', 'spec-not-found'],
      ['dup', 'spec-ambiguous'],
    ]);
  });

  it('names a cycle whole', () => {
    const graph = graphOf([spec('a', ['b']), spec('b', ['c']), spec('c', ['b']), spec('d', ['d']), spec('e')]);
    expect(findCycle(graph, 'a')).toEqual(['b', 'c', 'b']);
    expect(findCycle(graph, 'd')).toEqual(['d', 'd']);
    expect(findCycle(graph, 'e')).toBeNull();
    expect(findCycle(graph, 'a', (id) => id === 'c')).toBeNull();
  });

  it('steps through a chain of ten thousand', () => {
    const specs = Array.from({ length: 10_000 }, (_, n) => spec(`s${n}`, n === 9999 ? ['s0'] : [`s${n + 1}`]));
    const graph = graphOf(specs);
    expect(findCycle(graph, 's0')).toHaveLength(10_001);
    expect(
      orderSpecs(
        specs.slice(1).map(({ id }) => id),
        graph,
      ).order[0],
    ).toBe('s9999');
  });
});

describe('a spec', () => {
  it.each<[string, readonly Spec[], Readonly<Record<string, SpecStatus>>, unknown]>([
    ['without dependencies is ready', [spec('a')], {}, { kind: 'ready' }],
    ['is ready behind a completed one', [spec('a', ['b']), spec('b')], { b: 'completed' }, { kind: 'ready' }],
    ['is ready behind a cancelled one', [spec('a', ['b']), spec('b')], { b: 'cancelled' }, { kind: 'ready' }],
    ['is ready behind an archived one', [spec('a', ['b']), spec('b', [], true)], { b: 'failed' }, { kind: 'ready' }],
    [
      'is blocked by a failed one',
      [spec('a', ['b', 'c']), spec('b'), spec('c')],
      { b: 'failed', c: 'completed' },
      { kind: 'blocked', on: [{ id: 'b', status: 'failed' }] },
    ],
    [
      'is blocked by one that is not there',
      [spec('a', ['zzz'])],
      {},
      { kind: 'blocked', on: [{ id: 'zzz', status: 'not found' }] },
    ],
    ['waits for itself', [spec('a', ['b']), spec('b', ['a'])], {}, { kind: 'cycle', path: ['a', 'b', 'a'] }],
    [
      'is ready where its cycle was broken',
      [spec('a', ['b']), spec('b', ['a'])],
      { b: 'completed' },
      { kind: 'ready' },
    ],
  ])('%s', (_, specs, statuses, wanted) => {
    expect(judge(specs, statuses)).toEqual(wanted);
  });
});

describe('the order', () => {
  it('has dependencies first and leaves out what is in or behind a cycle', () => {
    const specs = [spec('a', ['b']), spec('b', ['c']), spec('c'), spec('x', ['y']), spec('y', ['x']), spec('z', ['x'])];
    const graph = graphOf(specs);
    expect(orderSpecs(['a', 'b', 'c', 'x', 'y', 'z'], graph)).toEqual({
      order: ['c', 'b', 'a'],
      cycles: [['x', 'y', 'x']],
      stuck: ['x', 'y', 'z'],
    });
    expect(orderSpecs(['x', 'a'], graph)).toEqual({ order: ['x', 'a'], cycles: [], stuck: [] });
  });

  it('holds for random graphs: each spec comes after all it depends on, or is stuck', () => {
    const edges = fc.array(fc.tuple(fc.nat(7), fc.nat(7)), { maxLength: 14 });
    fc.assert(
      fc.property(edges, (pairs) => {
        const ids = Array.from({ length: 8 }, (_, n) => `s${n}`);
        const specs = ids.map((id, n) =>
          spec(
            id,
            pairs.filter(([from]) => from === n).map(([, to]) => `s${to}`),
          ),
        );
        const graph = graphOf(specs);
        const { order, cycles, stuck } = orderSpecs(ids, graph);
        expect([...order, ...stuck].sort()).toEqual(ids);
        for (const id of order) {
          for (const on of graph.get(id)?.resolved ?? []) expect(order.indexOf(on)).toBeLessThan(order.indexOf(id));
          expect(findCycle(graph, id)).toBeNull();
        }
        for (const id of stuck) expect(findCycle(graph, id)).not.toBeNull();
        for (const path of cycles) {
          expect(path[0]).toBe(path.at(-1));
          path.slice(1).forEach((to, at) => void expect(graph.get(path[at] ?? '')?.resolved).toContain(to));
        }
        expect(cycles.length > 0).toBe(stuck.length > 0);
      }),
    );
  });
});
