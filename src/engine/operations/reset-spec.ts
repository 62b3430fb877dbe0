import { setTimeout as sleep } from 'node:timers/promises';
import type { Failure } from '../../core/failure.ts';
import { ok, type Result } from '../../core/result.ts';
import { signalProcess } from '../../io/process/signal-process.ts';
import { isHolderAlive, type Lease, readLease } from '../../io/store/lease.ts';
import { loadSummaries } from '../../io/store/load-summaries.ts';
import { locateSpecLease } from '../../io/store/run-folder.ts';
import { findSpec } from '../find-spec.ts';
import { openSite } from '../open-site.ts';
import type { Operation } from '../operation.ts';
import { reopenSpec } from '../recover/reopen-spec.ts';
import type { Site } from '../work/check-ready.ts';
import { withSpecLease } from '../work/spec-lease.ts';

export interface ResetSpecInput {
  /** Short or full id. */
  readonly id: string;
}

export interface ResetSpecOutput {
  readonly spec: string;
  /** The attempt that was put aside; null: it never ran. */
  readonly attempt: number | null;
  readonly status: 'pending';
}

/**
 * Back to pending. A live run is stopped first; every attempt stays pinned and readable. Failures: spec-not-found,
 * spec-ambiguous, spec-bad (its frontmatter cannot be edited), locked (the run does not stop, or is on another host).
 */
export const resetSpec: Operation<ResetSpecInput, ResetSpecOutput> = async (context, input) => {
  const site = await openSite(context);
  if (!site.ok) return site;
  const { store, today } = site.value.project;
  const found = findSpec(await loadSummaries(store), input.id, today);
  if (!found.ok) return found;
  const { id } = found.value;
  await stopLiveRun(site.value, id);
  return withSpecLease(site.value, id, async (lease) => reset(site.value, id, lease));
};

async function reset(site: Site, id: string, lease: Lease): Promise<Result<ResetSpecOutput, Failure>> {
  const attempt = await reopenSpec(site, id, { lease, edits: () => [] });
  return attempt.ok ? ok({ spec: id, attempt: attempt.value, status: 'pending' }) : attempt;
}

const patienceMs = 30_000;

/** Asks the chant that runs the spec to stop at once; it pins the work itself. */
async function stopLiveRun(site: Site, id: string): Promise<void> {
  const { context, project } = site;
  const file = locateSpecLease(project.store, id);
  const holder = readLease(file);
  if (holder === null || holder.host !== context.process.hostname || !isHolderAlive(holder, holder.host)) return;
  signalProcess({ pid: holder.pid, startTime: holder.startTime }, 'SIGTERM');
  const begin = context.clock.now();
  while (context.clock.now() - begin < patienceMs && readLease(file)?.token === holder.token) {
    if (!isHolderAlive(holder, holder.host)) return;
    await sleep(50);
  }
}
