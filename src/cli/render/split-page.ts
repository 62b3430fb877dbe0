import { shortId } from '../../core/spec/spec-id.ts';
import type { SplitSpecOutput } from '../../engine/operations/split-spec.ts';
import { listMember } from './list-member.ts';

/** What a spec was divided into, or would be. */
export function renderSplit({ id, members, dryRun }: SplitSpecOutput): string {
  const lines = [
    `${dryRun ? 'Would divide' : 'Divided'} ${id} into ${members.length} members, one after the other:`,
    ...members.flatMap(listMember),
    ...(dryRun ? [] : [`Work on all of them: chant work ${shortId(id)}`]),
  ];
  return `${lines.join('\n')}\n`;
}
