import { setTimeout as sleep } from 'node:timers/promises';
import type { Failure } from '../../core/failure.ts';
import type { Step } from '../../core/plan/journal.ts';
import type { RunRecord } from '../../core/plan/run-record.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { readConfigValue } from '../../io/git/read-config-value.ts';
import { isHolderAlive, type LeaseHolder, readLease } from '../../io/store/lease.ts';
import {
  type PauseRequest,
  readPauseRequest,
  removePauseRequest,
  writePauseRequest,
} from '../../io/store/pause-request.ts';
import { locateSpecLease } from '../../io/store/run-folder.ts';
import { loadLatestRecord } from '../../io/store/run-record.ts';
import type { Site } from './check-ready.ts';

/** How long a request may go unheard: a run looks for one four times in a second. */
const patienceMs = 30_000;
/** Nothing can be paused any more: the agent has ended. */
const late: readonly Step[] = ['judge', 'halt', 'land', 'clean'];

/**
 * Asks the chant that runs a spec to pause it, and waits until the run has ended. Gives the record as it stands then,
 * null where nobody runs the spec. Failures: wrong-state (its agent has ended), locked (whoever runs it does not hear),
 * interrupted.
 */
export async function askPause(
  site: Site,
  asked: { readonly id: string; readonly by: PauseRequest['by'] },
): Promise<Result<RunRecord | null, Failure>> {
  const { context, project } = site;
  const { store } = project;
  const { id, by } = asked;
  const file = locateSpecLease(store, id);
  const holder = readLease(file);
  if (holder === null || !isHolderAlive(holder, context.process.hostname)) return ok(null);
  const who = await nameWho(site);
  const written = writePauseRequest(store, id, { lease: holder.token, by, who });
  if (!written.ok) return written;
  try {
    return await waitForEnd(site, { id, file, holder });
  } finally {
    removePauseRequest(store, id);
  }
}

async function waitForEnd(
  { context, project: { store } }: Site,
  of: { readonly id: string; readonly file: string; readonly holder: LeaseHolder },
): Promise<Result<RunRecord | null, Failure>> {
  const { id, file, holder } = of;
  const begin = context.clock.now();
  while (readLease(file)?.token === holder.token && isHolderAlive(holder, context.process.hostname)) {
    if (context.signal.aborted) return err({ kind: 'interrupted', spec: id });
    const isUnheard = readPauseRequest(store, id, holder.token) !== null;
    const record = isUnheard ? loadLatestRecord(store, id) : null;
    // A record that has come to its end is of a run before this one.
    const step = record?.finished === null ? record.step : null;
    if (step !== null && late.includes(step)) return err(tooLate(id, step));
    if (isUnheard && context.clock.now() - begin > patienceMs) {
      const { pid, host, since } = holder;
      return err({ kind: 'locked', what: id, holder: { pid, host, since } });
    }
    await sleep(100);
  }
  return ok(loadLatestRecord(store, id));
}

function tooLate(id: string, step: Step): Failure {
  const wanted = 'an agent at work';
  return {
    kind: 'wrong-state',
    spec: id,
    status: `at ${step}: its agent has ended`,
    wanted,
    next: `chant status ${id}`,
  };
}

/** As git knows the user, or the system. */
export async function nameWho({ context, repo }: Pick<Site, 'context' | 'repo'>): Promise<string> {
  return (await readConfigValue(repo, 'user.name')) ?? context.env['USER'] ?? 'somebody';
}
