import type { Failure } from '../../core/failure.ts';
import { ok, type Result } from '../../core/result.ts';
import { editFrontmatter, type FrontmatterEdit } from '../../core/spec/edit-frontmatter.ts';
import type { Spec } from '../../core/spec/spec.ts';
import { appendJournal } from '../../io/store/journal.ts';
import type { Lease } from '../../io/store/lease.ts';
import { loadSpecs } from '../../io/store/load-specs.ts';
import { readSpecDocument } from '../../io/store/read-spec-document.ts';
import { locateRun } from '../../io/store/run-folder.ts';
import { loadLatestRecord } from '../../io/store/run-record.ts';
import { writeSpec } from '../../io/store/write-spec.ts';
import type { Site } from '../work/check-ready.ts';
import { clean } from '../work/clean.ts';
import { findHeld } from '../work/find-held.ts';
import { refreshHeld } from '../work/refresh-held.ts';
import { plainOptions, rebuildRun } from './rebuild-run.ts';
import { recoverRun } from './recover-run.ts';

/**
 * Puts a spec back to pending, whatever its last run came to; every attempt stays pinned and readable. `edits`: what
 * else of its frontmatter is to be written then. Gives the attempt that was put aside; null: it never ran. Failures:
 * spec-bad (its frontmatter cannot be edited), file-trouble, and those of recovering a run.
 */
export async function reopenSpec(
  site: Site,
  id: string,
  asked: { readonly lease: Lease; readonly edits: (spec: Spec) => readonly FrontmatterEdit[] },
): Promise<Result<number | null, Failure>> {
  const { store } = site.project;
  const recovered = await recoverRun(site, id, asked.lease);
  if (!recovered.ok) return recovered;
  const freed = await freeHeld(site, id, asked.lease);
  if (!freed.ok) return freed;
  const record = loadLatestRecord(store, id);
  if (record !== null && record.finished?.outcome !== 'reset') {
    const at = new Date(site.context.clock.now()).toISOString();
    const { reason, detail } = record.finished ?? { reason: null, detail: [] };
    appendJournal(locateRun(store, id, record.attempt), { at, entry: 'finished', outcome: 'reset', reason, detail });
  }
  const written = writePending(site, id, asked.edits);
  return written.ok ? ok(record?.attempt ?? null) : written;
}

/** A workspace that was kept for going on: all that is in it by now is pinned before it goes. */
async function freeHeld(site: Site, id: string, lease: Lease): Promise<Result<void, Failure>> {
  const record = findHeld(site.project.store, id);
  if (record === null) return ok(undefined);
  const run = rebuildRun(site, { record, lease, options: plainOptions });
  const refreshed = await refreshHeld(run, record, { stays: false });
  if (!refreshed.ok) return refreshed;
  const { value } = refreshed;
  return value.kind === 'lost' && value.isForeign ? ok(undefined) : clean(run, record.preparing, { keepBranch: false });
}

/** A status that the file itself says (completed here, or written by another tool) is taken back, too. */
function writePending(site: Site, id: string, list: (spec: Spec) => readonly FrontmatterEdit[]): Result<void, Failure> {
  const { store } = site.project;
  const spec = loadSpecs(store, { archived: false }).find((one) => one.id === id);
  if (spec === undefined) return ok(undefined);
  const back: readonly FrontmatterEdit[] = [
    { key: 'status', value: 'pending' },
    { key: 'status_reason', value: null },
  ];
  const edits = [...(spec.status === 'pending' ? [] : back), ...list(spec)];
  if (edits.length === 0) return ok(undefined);
  const document = readSpecDocument(store, spec);
  if (!document.ok) return document;
  const { text } = document.value;
  const edited = editFrontmatter(text, edits, spec);
  return edited.ok ? writeSpec(store, spec.path, { text: edited.value, expected: text }) : edited;
}
