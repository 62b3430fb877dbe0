import { buildHandover } from '../../core/plan/build-handover.ts';
import { extractCriteria } from '../../core/spec/extract-criteria.ts';
import type { Failure } from '../../core/failure.ts';
import { ok, type Result } from '../../core/result.ts';
import { logSubjects } from '../../io/git/log-subjects.ts';
import type { Lease } from '../../io/store/lease.ts';
import { writeRunFile } from '../../io/store/run-file.ts';
import { findId, openSite } from '../open-site.ts';
import type { Operation } from '../operation.ts';
import { plainOptions, rebuildRun } from '../recover/rebuild-run.ts';
import { withSettledSpec } from '../recover/with-settled-spec.ts';
import { askPause, nameWho } from '../work/ask-pause.ts';
import { listChecks, type Site } from '../work/check-ready.ts';
import { describeHeld, notPaused, type PausedRun } from '../work/describe-held.ts';
import { findHeld, type HeldRecord } from '../work/find-held.ts';
import { type Refreshed, refreshHeld } from '../work/refresh-held.ts';
import { type Run, writeJournal } from '../work/run.ts';

export interface TakeoverSpecInput {
  /** Short or full id. */
  readonly id: string;
}

export interface TakenOver extends PausedRun {
  readonly by: string;
  /** What was done and what is left, as markdown. */
  readonly summary: string;
  /** File that holds the same, absolute. */
  readonly summaryFile: string;
}

/**
 * A person goes on by hand: pauses the run if it is live, pins what is there, and writes down who has it and what is
 * left to do. Failures: spec-not-found, spec-ambiguous, wrong-state (no workspace to be taken over), locked, interrupted.
 */
export const takeoverSpec: Operation<TakeoverSpecInput, TakenOver> = async (context, input) => {
  const site = await openSite(context);
  if (!site.ok) return site;
  const id = await findId(site.value, input.id);
  if (!id.ok) return id;
  const asked = await askPause(site.value, { id: id.value, by: 'takeover' });
  if (!asked.ok) return asked;
  return withSettledSpec(site.value, id.value, (lease) => takeOver(site.value, id.value, lease));
};

async function takeOver(site: Site, id: string, lease: Lease): Promise<Result<TakenOver, Failure>> {
  const record = findHeld(site.project.store, id);
  if (record === null) return notPaused(site, id, 'a live run, or one whose workspace is kept');
  const run = rebuildRun(site, { record, lease, options: plainOptions });
  const refreshed = await refreshHeld(run, record, { stays: true });
  if (!refreshed.ok) return refreshed;
  if (refreshed.value.kind === 'lost')
    return notPaused(site, id, `a workspace: ${record.preparing.workspace} is not there any more`);
  const by = await nameWho(site);
  const written = await writeSummary(run, { record, now: refreshed.value, by });
  if (!written.ok) return written;
  writeJournal(run, { entry: 'taken-over', who: by });
  const detail = [`taken over by ${by}`, `kept: ${record.preparing.workspace}`];
  writeJournal(run, { entry: 'finished', outcome: 'paused', reason: 'taken-over', detail, kept: true });
  const now = findHeld(site.project.store, id) ?? record;
  return ok({ ...describeHeld(now), by, ...written.value });
}

async function writeSummary(
  run: Run,
  of: { readonly record: HeldRecord; readonly now: Extract<Refreshed, { kind: 'there' }>; readonly by: string },
): Promise<Result<{ readonly summary: string; readonly summaryFile: string }, Failure>> {
  const { record, now, by } = of;
  const { workspace, branch, base } = record.preparing;
  const tip = now.collected.tips?.head ?? base;
  const commits = await logSubjects(run.repo, base, tip);
  if (!commits.ok) return commits;
  const summary = buildHandover({
    ...{ spec: run.spec, attempt: run.attempt, who: by, workspace, base },
    at: new Date(run.context.clock.now()).toISOString(),
    branch: branch.replace('refs/heads/', ''),
    commits: commits.value,
    changes: now.collected.changes,
    criteria: extractCriteria(now.collected.specText ?? run.text),
    checks: listChecks(run.spec, run.project.config).map((check) => check.run),
    lastMessage: record.agent?.lastMessage ?? '',
  });
  const file = writeRunFile(run.dir, 'takeover.md', summary);
  return file.ok ? ok({ summary, summaryFile: file.value }) : file;
}
