import type { Change } from '../../core/plan/collected.ts';
import type { Failure } from '../../core/failure.ts';
import { err, ok, type Result } from '../../core/result.ts';
import type { Lease } from '../../io/store/lease.ts';
import type { Store } from '../../io/store/find-store.ts';
import { listAttempts } from '../../io/store/run-folder.ts';
import { loadLatestRecord, loadRunRecord } from '../../io/store/run-record.ts';
import { isFolder } from '../../io/workspace/private-file.ts';
import type { Ready, Site } from './check-ready.ts';
import { clean } from './clean.ts';
import { findHeld, type HeldRecord } from './find-held.ts';
import { rebuildRun } from '../recover/rebuild-run.ts';
import { refreshHeld } from './refresh-held.ts';
import { type Run, type RunOptions, writeJournal } from './run.ts';
import type { Held, Start } from './start.ts';

/**
 * A fresh base; or, after a pause or with `--continue`, what the last attempt left: in its own workspace where that was
 * kept, else in a new one made from what is pinned. A workspace that cannot be gone on in is told of and taken away.
 */
export async function findStart(
  site: Site,
  asked: { readonly ready: Ready; readonly lease: Lease; readonly options: RunOptions },
): Promise<Result<Start, Failure>> {
  const { ready, lease, options } = asked;
  const { store } = site.project;
  const { spec } = ready.document;
  const fresh = { base: ready.target.tip, start: ready.target.tip, from: null, held: null };
  const isPaused = loadLatestRecord(store, spec.id)?.finished?.outcome === 'paused';
  if (!options.continueLast && !isPaused) return ok(fresh);
  const record = findHeld(store, spec.id);
  // Nobody lets an agent loose under the hands of a person by chance.
  if (record !== null && record.takenOver !== null && !options.continueLast) return err(takenBy(record));
  const held = record === null ? ok(null) : await openHeld(site, { record, lease, options });
  if (!held.ok) return held;
  const from = findPinned(store, spec.id);
  if (from !== null) {
    const { base } = from.preparing;
    if (held.value === null) return ok({ base, start: from.collected.work, from, held: null });
    const start = from.collected.settled ?? held.value.record.preparing.start;
    return ok({ base, start, from, held: held.value });
  }
  if (!options.continueLast) return ok(fresh);
  return err({
    kind: 'wrong-state',
    spec: spec.id,
    status: 'without an earlier result',
    wanted: 'an attempt to go on from',
    next: `chant work ${spec.id}`,
  });
}

function takenBy({ spec, takenOver }: HeldRecord): Failure {
  const status = `in the hands of ${takenOver?.who ?? 'a person'}, who has taken it over`;
  const wanted = 'somebody who says that the agent is to go on';
  return { kind: 'wrong-state', spec, status, wanted, next: `chant resume ${spec}` };
}

/** The newest attempt that came to something: later ones that were stopped before leave it as it is. */
function findPinned(store: Store, id: string): Start['from'] {
  for (const attempt of listAttempts(store, id).toReversed()) {
    const record = loadRunRecord(store, id, attempt);
    if (record?.collected && record.preparing)
      return { ...record, collected: record.collected, preparing: record.preparing };
  }
  return null;
}

/** Looks at a workspace that was kept, pins what is in it now, and says what has become of it; null: it is lost. */
async function openHeld(
  site: Site,
  asked: { readonly record: HeldRecord; readonly lease: Lease; readonly options: RunOptions },
): Promise<Result<Held | null, Failure>> {
  const { record } = asked;
  const { workspace, session, isolation } = record.preparing;
  const run = rebuildRun(site, asked);
  const refreshed = await refreshHeld(run, record, { stays: true });
  if (!refreshed.ok) return refreshed;
  const { value } = refreshed;
  if (value.kind === 'lost') {
    tell(run, `${workspace} is not there any more; a new workspace is made from what is pinned`);
    return giveUp(run, record, { isForeign: value.isForeign });
  }
  if (!isFolder(session)) {
    tell(run, `${session} is not there any more; a new workspace is made from what is pinned`);
    return giveUp(run, record, { isForeign: false });
  }
  if ((isolation ?? 'worktree') !== run.confinement.isolation) {
    tell(run, `runs work in a ${run.confinement.isolation} now; a new workspace is made from what is pinned`);
    return giveUp(run, record, { isForeign: false });
  }
  closeJournal(run, record, true);
  if (value.changes.length > 0) tell(run, wordChanges(workspace, value.changes));
  const { ground, prepared, changes } = value;
  return ok({ record, ground, prepared, changes });
}

function tell({ context, spec }: Run, message: string): void {
  context.emit({ kind: 'warning', spec: spec.id, message });
}

const mostPaths = 5;

function wordChanges(workspace: string, changes: readonly Change[]): string {
  const paths = changes.slice(0, mostPaths).map(({ path }) => path);
  const more = changes.length > mostPaths ? [`${changes.length - mostPaths} more`] : [];
  return `${workspace} was changed since the agent was stopped, and what was changed counts: ${[...paths, ...more].join(', ')}`;
}

/** All of it is pinned: what is left of it goes, and is not looked for again. */
async function giveUp(
  run: Run,
  record: HeldRecord,
  { isForeign }: { readonly isForeign: boolean },
): Promise<Result<null, Failure>> {
  if (!isForeign) {
    const cleaned = await clean(run, record.preparing, { keepBranch: false });
    if (!cleaned.ok) return cleaned;
  }
  closeJournal(run, record, false);
  return ok(null);
}

/** The run stands as it stood before. */
function closeJournal(run: Run, { finished }: HeldRecord, kept: boolean): void {
  const { reason, detail } = finished ?? { reason: 'paused', detail: [] };
  writeJournal(run, { entry: 'finished', outcome: 'paused', reason, detail, kept });
}
