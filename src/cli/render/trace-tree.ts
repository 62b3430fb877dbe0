import type { Trace, TraceEdge, TraceNode } from '../../core/trace/trace.ts';
import { oneLine } from './one-line.ts';
import { paint } from './paint.ts';
import { renderTraceNode, renderTraceSpec } from './trace-node.ts';

/** A trace as trees: what was asked about, why it is there, and what came of it. What stood above is not told again. */
export function renderTraceTree(trace: Trace): string {
  const nodes = new Map(trace.nodes.map((node) => [node.key, node]));
  const lines = trace.starts.flatMap((start) => {
    const up = drawBranches({ trace, nodes, seen: new Set([start]), way: 'up' }, start, '');
    const down = drawBranches({ trace, nodes, seen: new Set([start]), way: 'down' }, start, '');
    const node = nodes.get(start);
    return [
      ...(node === undefined ? [] : drawNode(node, '')),
      ...(up.length === 0 ? [] : [paint('cyan', 'comes from'), ...up]),
      ...(down.length === 0 ? [] : [paint('cyan', 'what came of it'), ...down]),
      '',
    ];
  });
  return `${[...lines.slice(0, -1), ...trace.notes.map((note) => `note: ${oneLine(note)}`)].join('\n')}\n`;
}

interface Drawing {
  readonly trace: Trace;
  readonly nodes: ReadonlyMap<string, TraceNode>;
  readonly seen: Set<string>;
  readonly way: 'up' | 'down';
}

function drawBranches(drawing: Drawing, key: string, indent: string): readonly string[] {
  const { trace, nodes, seen, way } = drawing;
  const edges = trace.edges.filter((edge) => (way === 'up' ? edge.from : edge.to) === key);
  const others = edges.map((edge) => ({ edge, node: nodes.get(way === 'up' ? edge.to : edge.from) }));
  return others.flatMap(({ edge, node }, index) => {
    if (node === undefined) return [];
    const isLast = index === others.length - 1;
    const inner = `${indent}${isLast ? '   ' : '│  '}`;
    const head = `${indent}${isLast ? '└─ ' : '├─ '}${paint('dim', wordEdge(edge, way))} `;
    if (seen.has(node.key)) return [`${head}${renderTraceNode(node)} ${paint('dim', '(above)')}`];
    seen.add(node.key);
    const [first = '', ...details] = drawNode(node, '');
    return [`${head}${first}`, ...details.map((line) => `${inner}${line}`), ...drawBranches(drawing, node.key, inner)];
  });
}

function drawNode(node: TraceNode, indent: string): readonly string[] {
  const details = node.kind === 'spec' ? renderTraceSpec(node).map((line) => `${indent}  ${line}`) : [];
  return [`${indent}${renderTraceNode(node)}`, ...details];
}

const backwards: Readonly<Record<TraceEdge['kind'], string>> = {
  'last changed by': 'lines',
  'made for': 'made',
  informed_by: 'informs',
  origin: 'is the origin of',
  tracks: 'is tracked by',
  context: 'is context of',
  'written by': 'wrote',
  'depends on': 'needed by',
  'part of': 'has the part',
  labelled: 'labels',
};

function wordEdge({ kind }: TraceEdge, way: 'up' | 'down'): string {
  return way === 'up' ? kind.replace('_', ' ') : backwards[kind];
}
