import { assertNever } from '../../core/assert-never.ts';
import type { DocumentNode, FileNode, SpecNode, TraceNode } from '../../core/trace/trace.ts';
import { oneLine } from './one-line.ts';
import { paint, type Style } from './paint.ts';
import { statusStyle } from './status-style.ts';

const standingStyles: Readonly<Record<string, Style>> = { proved: 'green', claimed: 'yellow', open: 'red' };

/** A node of a trace on one line. */
export function renderTraceNode(node: TraceNode): string {
  switch (node.kind) {
    case 'file':
      return renderFile(node);
    case 'commit': {
      const whose = node.spec === null ? ` (${oneLine(node.author)}, ${node.at.slice(0, 10)}; made for no spec)` : '';
      return `commit ${node.hash.slice(0, 12)} ${oneLine(node.subject)}${whose}`;
    }
    case 'spec': {
      const status = node.archived ? `${node.status}, archived` : node.status;
      const style = statusStyle(node.status);
      return `${oneLine(node.id)} ${paint('bold', oneLine(node.title))} (${style === null ? status : paint(style, status)})`;
    }
    case 'document':
      return `${oneLine(node.path)}${renderPlace(node)}`;
    case 'issue': {
      const title = node.title === null ? '' : ` ${paint('bold', oneLine(node.title))}`;
      if (node.path === null) return `${node.name} (no snapshot of it in the project)`;
      return `${oneLine(node.path)}${title}${renderPlace(node)}`;
    }
    case 'url':
      return oneLine(node.url);
    default:
      return assertNever(node);
  }
}

/** Where a document is, unless it lies where everybody looks for it. */
function renderPlace({ exists, at }: Pick<DocumentNode, 'exists' | 'at'>): string {
  if (!exists) return paint('red', ' (is not there)');
  if (at === null) return '';
  const name = at.replace(/^refs\/heads\//, '');
  return paint('dim', ` (${name === at ? `in commit ${at.slice(0, 12)}` : `on ${oneLine(name)}`})`);
}

function renderFile(node: FileNode): string {
  const ranges = node.ranges.map(([first, last]) => (first === last ? String(first) : `${first}-${last}`)).join(',');
  const place = `${oneLine(node.path)}${ranges === '' ? '' : `:${ranges}`}`;
  const text = node.text === null ? '' : paint('dim', `  ${oneLine(node.text)}`);
  const was = node.was === null ? '' : ` (then ${oneLine(node.was)})`;
  if (node.state === 'gone') return `${place}${was} (is not there any more)`;
  if (node.state === 'uncommitted') return `${place} (not committed yet: in no commit, so of no spec)${text}`;
  return `${place}${was}${ranges === '' ? ' (none of its lines is left)' : ''}${text}`;
}

/** What is to be told of a spec below its line: each criterion and how sure it is, with what chant saw. */
export function renderTraceSpec(node: SpecNode): readonly string[] {
  return node.criteria.flatMap(({ text, standing, check }) => {
    const seen = node.evidence.filter((proof) => proof.check === check);
    const line = `${paint(standingStyles[standing] ?? 'dim', standing.padEnd(8))} ${oneLine(text)}`;
    const proofs = seen.map(({ side, exit, tree, run }) => {
      const on = { before: 'before the work', after: 'with the work', merged: 'on the merged tree' }[side];
      return `${' '.repeat(9)}${paint('dim', `${oneLine(run ?? check ?? '')}: exit ${oneLine(exit)} on ${oneLine(tree.slice(0, 12))}, ${on}`)}`;
    });
    return [line, ...proofs];
  });
}
