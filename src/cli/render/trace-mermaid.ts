import type { Trace, TraceNode } from '../../core/trace/trace.ts';
import { renderPlain } from './paint.ts';
import { renderTraceNode } from './trace-node.ts';

/** A trace as a Mermaid flowchart. Nodes have names of our own; what others wrote stands only in quoted, escaped labels. */
export function renderTraceMermaid(trace: Trace): string {
  const names = new Map(trace.nodes.map((node, index) => [node.key, `n${index}`]));
  const nodes = trace.nodes.map((node) => `  ${names.get(node.key)}${shape(node)}`);
  const edges = trace.edges.flatMap(({ from, to, kind }) => {
    const [tail, head] = [names.get(from), names.get(to)];
    return tail === undefined || head === undefined ? [] : [`  ${tail} -- "${escapeLabel(kind)}" --> ${head}`];
  });
  return `${['flowchart LR', ...nodes, ...edges].join('\n')}\n`;
}

function shape(node: TraceNode): string {
  const label = `"${escapeLabel(renderPlain(renderTraceNode(node)))}"`;
  if (node.kind === 'spec') return `([${label}])`;
  if (node.kind === 'commit') return `{{${label}}}`;
  return `[${label}]`;
}

/**
 * Letters, digits and a little punctuation stand for themselves. All else becomes Mermaid's entity code (`#34;`), so
 * that no quote ends the label, no `<` begins HTML, no backtick makes it markdown, and no `#` makes an entity.
 */
function escapeLabel(text: string): string {
  return [...text]
    .map((letter) => (/^[\p{L}\p{N} .,:/_-]$/u.test(letter) ? letter : `#${letter.codePointAt(0) ?? 32};`))
    .join('');
}
