import type { PausedRun } from '../../engine/work/describe-held.ts';
import { oneLine } from './one-line.ts';
import { paint } from './paint.ts';

const mostPaths = 8;

/** What `chant pause` says: what was kept, where, and what to type. */
export function renderPaused(run: PausedRun): string {
  const lines = [
    paint('bold', `Paused ${run.spec}, attempt ${run.attempt}`),
    ...wordKept(run),
    ...run.next.map((line) => `${paint('cyan', 'next:')} ${oneLine(line)}`),
  ];
  return `${lines.join('\n')}\n`;
}

/** The workspace, the branch, the pin and the files of a run that waits. */
function wordKept({ workspace, branch, pinned, changes, session }: PausedRun): readonly string[] {
  const shown = changes.slice(0, mostPaths).map(oneLine);
  const more = changes.length > mostPaths ? [`and ${changes.length - mostPaths} more`] : [];
  return [
    `  workspace  ${workspace}`,
    `  branch     ${branch}`,
    ...(pinned === null ? [] : [`  pinned as  ${pinned.slice(0, 12)}`]),
    `  changed    ${changes.length === 0 ? 'nothing yet' : [...shown, ...more].join(', ')}`,
    `  session    ${session ? "the agent's own, to go on with" : 'none: the next agent is told what was done'}`,
  ];
}
