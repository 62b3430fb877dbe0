import { endTree } from '../../io/process/end-tree.ts';
import type { Scratch } from '../../io/store/lease.ts';
import { isOwnWorkspace } from '../../io/workspace/make-workspace.ts';
import { isFolder } from '../../io/workspace/private-file.ts';
import { removeScratch } from '../trail/run-apart.ts';
import type { Site } from '../work/check-ready.ts';

/**
 * Takes away what checks without a run left when their chant was killed: themselves, where they still run, their
 * folders, and git's memory of checkouts in them. Folders of that name that somebody else has made since stay.
 */
export async function settleScratch(site: Pick<Site, 'context' | 'repo'>, scratch: Scratch): Promise<void> {
  // Which process was started is not known: all of them bear the token.
  await endTree({ pid: 0, startTime: null, token: scratch.owner, graceMs: 500 });
  const isOwn = isOwnWorkspace(scratch, scratch.owner, site.repo.commonDir);
  // Killed while it cleaned up: then git may still know of what was there.
  const isGone = !isFolder(scratch.workspace) && !isFolder(scratch.session);
  if (isOwn || isGone) await removeScratch(site, scratch, { isDone: false });
}
