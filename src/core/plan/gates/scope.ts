import { buildScope } from '../../scope/build-scope.ts';
import { isInScope } from '../../scope/is-in-scope.ts';
import type { Change } from '../collected.ts';
import type { Gate } from '../gate.ts';

/** Is every changed path one that the spec may change, and does none of them lead out of the tree? */
export const scopeGate: Gate = {
  name: 'scope',
  reason: 'out-of-scope',
  otherwise: 'needs_attention',
  judge: ({ spec, collected }) => {
    const scope = buildScope(spec);
    return collected.changes
      .filter((change) => change.path !== spec.path)
      .map((change) => troubleOf(change, isInScope(scope, change.path)))
      .filter((line) => line !== null);
  },
  warn: ({ spec }) => (buildScope(spec).limited ? [] : ['no target_files: every path was allowed']),
};

function troubleOf(change: Change, inScope: boolean): string | null {
  if (!inScope) return `${change.path} (${change.status})`;
  if (change.mode === '160000') return `${change.path} (a repository of its own; its content cannot land)`;
  if (change.linkTarget !== null && leadsOut(change))
    return `${change.path} (a link out of the tree: ${change.linkTarget})`;
  return null;
}

/** Whether a symbolic link, followed from where it stands, leaves the tree. */
function leadsOut(change: Change): boolean {
  const target = change.linkTarget ?? '';
  if (target.startsWith('/') || /^[A-Za-z]:/.test(target)) return true;
  let depth = change.path.split('/').length - 1;
  for (const part of target.split('/')) {
    if (part === '..') depth -= 1;
    else if (part !== '.' && part !== '') depth += 1;
    if (depth < 0) return true;
  }
  return false;
}
