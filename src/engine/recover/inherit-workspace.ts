import type { RunRecord } from '../../core/plan/run-record.ts';
import type { Lease } from '../../io/store/lease.ts';
import { copyRunFile } from '../../io/store/run-file.ts';
import { locateRun } from '../../io/store/run-folder.ts';
import { loadRunRecord } from '../../io/store/run-record.ts';
import type { Site } from '../work/check-ready.ts';
import { findForerunner, findHeld } from '../work/find-held.ts';
import { type RunOptions, writeJournal } from '../work/run.ts';
import { rebuildRun } from './rebuild-run.ts';

/**
 * An attempt that was to go on in a workspace, and was killed before it had come to it, gets it all the same, as the
 * attempt before had it: otherwise nobody would look after it. Other records are given back as they are.
 */
export function inheritWorkspace(
  site: Site,
  asked: { readonly record: RunRecord; readonly lease: Lease; readonly options: RunOptions },
): RunRecord {
  const { record } = asked;
  const { spec: id, attempt, preparing } = record;
  const { store } = site.project;
  const from = preparing === null ? findHeld(store, id, attempt) : findForerunner(store, id, { ...record, preparing });
  if (from?.preparing == null || from.prepared === null || record.prepared !== null) return record;
  const run = rebuildRun(site, asked);
  // What lies in the workspace was made from the earlier text.
  for (const name of ['spec.md', 'index', 'before.json'])
    copyRunFile(locateRun(store, id, from.attempt), run.dir, name);
  const claimed = record.claimed ?? from.claimed;
  // Its scope, too, is the one that the earlier text was made with.
  if (claimed !== null) writeJournal(run, { ...claimed, attempt, scope: from.claimed?.scope ?? null });
  if (preparing === null) writeJournal(run, { ...from.preparing, adopted: from.preparing.adopted ?? from.attempt });
  writeJournal(run, from.prepared);
  return loadRunRecord(store, id, attempt) ?? record;
}
