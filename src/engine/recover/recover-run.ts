import type { Finished } from '../../core/plan/journal.ts';
import type { RunRecord } from '../../core/plan/run-record.ts';
import { listBroken, type ReasonCode } from '../../core/plan/verdict.ts';
import { findHoldReason } from '../../core/plan/find-hold-reason.ts';
import { isComplete } from '../../core/plan/is-complete.ts';
import type { Failure } from '../../core/failure.ts';
import { ok, type Result } from '../../core/result.ts';
import { followVerdict } from '../investigate/follow-verdict.ts';
import { endTree } from '../../io/process/end-tree.ts';
import type { Lease } from '../../io/store/lease.ts';
import { readRunFileTime } from '../../io/store/run-file.ts';
import { loadLatestRecord } from '../../io/store/run-record.ts';
import { isOwnWorkspace } from '../../io/workspace/make-workspace.ts';
import { isFolder } from '../../io/workspace/private-file.ts';
import type { Site } from '../work/check-ready.ts';
import { clean } from '../work/clean.ts';
import { collect } from '../work/collect.ts';
import { findForerunner } from '../work/find-held.ts';
import { findGround } from '../work/find-ground.ts';
import { describeHalt, halt } from '../work/halt.ts';
import { lookAround } from '../work/prepare.ts';
import { type Run, writeJournal } from '../work/run.ts';
import { finishMove } from './finish-move.ts';
import { inheritWorkspace } from './inherit-workspace.ts';
import { loadBefore } from './load-before.ts';
import { plainOptions, rebuildRun } from './rebuild-run.ts';

/**
 * Puts in order what a run left that was killed: ends its processes, pins what its agent made, brings a landing that
 * had begun to its end, and takes away its workspace, or leaves it where the run was being paused. The caller holds the
 * spec's lease. Doing it twice, or being killed in the middle of it, is fine.
 */
export async function recoverRun(site: Site, id: string, lease: Lease): Promise<Result<void, Failure>> {
  const latest = loadLatestRecord(site.project.store, id);
  if (latest === null || latest.finished !== null) return ok(undefined);
  const record = inheritWorkspace(site, { record: latest, lease, options: plainOptions });
  const run = rebuildRun(site, { record, lease, options: plainOptions });
  const wasAlive = await endLeftovers(record, run);
  // Never somebody else's folders, and never after work that could not be read out of them.
  const isOwn = record.preparing !== null && isOwnWorkspace(record.preparing, run.token, site.repo.commonDir);
  // Killed while it cleaned up: the folders are gone, and the branch may still be there.
  const isGone =
    record.preparing !== null && !isFolder(record.preparing.workspace) && !isFolder(record.preparing.session);
  const hold = findHoldReason(record);
  const saved = isOwn ? await saveWork(run, record, { wasAlive, stays: hold !== null }) : ok(undefined);
  if (!saved.ok) return saved;
  const ending = await settle(run, record, hold === null ? null : { reason: hold, kept: isOwn });
  if (!ending.ok) return ending;
  if (record.preparing !== null && (isOwn || isGone) && ending.value.kept !== true) {
    const keepBranch = ending.value.outcome === 'completed' && site.project.config.landing.mode === 'branch';
    const cleaned = await clean(run, record.preparing, { keepBranch });
    if (!cleaned.ok) return cleaned;
  }
  writeJournal(run, ending.value);
  const what = ending.value.detail[0] ?? ending.value.outcome;
  site.context.emit({ kind: 'recovered', spec: id, attempt: record.attempt, what });
  return ok(undefined);
}

/** Whether any process of the run was still there. */
async function endLeftovers(record: RunRecord, run: Run): Promise<boolean> {
  const { pid, startTime } = record.agentPid ?? { pid: 0, startTime: null };
  // Without its start time a pid may be anybody's by now: then only the token tells.
  const ended = await endTree({ pid: startTime === null ? 0 : pid, startTime, token: run.token, graceMs: 500 });
  return ended.length > 0;
}

/** Pins what is in the workspace, if that has not been done. */
async function saveWork(
  run: Run,
  record: RunRecord,
  { wasAlive, stays }: { readonly wasAlive: boolean; readonly stays: boolean },
): Promise<Result<void, Failure>> {
  const { preparing, prepared } = record;
  if (preparing === null || prepared === null || record.collected !== null) return ok(undefined);
  const known = loadBefore(run.dir);
  const isAdopted = preparing.adopted !== undefined;
  // The agent had not started, and nothing was made; but somebody may have worked where an earlier one was.
  if (known === null && record.agentPid === null && !isAdopted) return ok(undefined);
  const ground = findGround(run, preparing);
  if (ground === null) return ok(undefined);
  // Without a picture of before nothing can be compared; what was made is pinned all the same.
  const before =
    known === null || (isAdopted && record.agentPid === null)
      ? await lookAround(run, ground)
      : ok({ ...known, until: wasAlive ? null : findLastSign(run) });
  if (!before.ok) return before;
  const forerunner = findForerunner(run.project.store, run.spec.id, { ...record, preparing });
  const earlier = forerunner?.collected ?? null;
  const collected = await collect(run, {
    ...{ ground, prepared, before: before.value, stays },
    agent: record.claimed?.provider ?? 'agent',
    ...(earlier === null ? {} : { earlier: { collected: earlier, byPerson: record.agentPid === null } }),
  });
  return collected.ok ? ok(undefined) : collected;
}

const graceMs = 2000;

/** When the run last wrote something: what changed later was changed by somebody else. */
function findLastSign(run: Run): number {
  const times = ['journal.jsonl', 'agent.log', 'agent.wire.log'].map((name) => readRunFileTime(run.dir, name) ?? 0);
  return Math.max(...times) + graceMs;
}

/** How the run ends, now that its work is safe. */
async function settle(
  run: Run,
  record: RunRecord,
  hold: { readonly reason: ReasonCode; readonly kept: boolean } | null,
): Promise<Result<Finished, Failure>> {
  const finished = (
    outcome: Finished['outcome'],
    more: Pick<Finished, 'reason' | 'detail'>,
  ): Result<Finished, Failure> => ok({ entry: 'finished', outcome, ...more });
  const landed = record.landed !== null ? ok(true) : await finishMove(run, record);
  if (!landed.ok) return landed;
  if (landed.value) {
    const followed = record.collected === null ? ok(undefined) : await followVerdict(run, record.collected);
    return followed.ok ? finished('completed', { reason: null, detail: [] }) : followed;
  }
  if (hold !== null) {
    const detail = ['chant was stopped; nothing of the work is lost', ...listKept(record, hold.kept)];
    return ok({ entry: 'finished', outcome: 'paused', reason: hold.reason, detail, kept: hold.kept });
  }
  const { verdict } = record;
  if (verdict !== null && verdict.reason === 'halted' && record.collected !== null) {
    const halted = await halt(run, record.collected);
    if (!halted.ok) return halted;
    return finished('needs_attention', {
      reason: 'halted',
      detail: describeHalt(halted.value),
    });
  }
  if (verdict !== null && verdict.outcome !== 'land') {
    const detail = listBroken(verdict);
    return finished(verdict.outcome, { reason: verdict.reason, detail });
  }
  const detail = isComplete(record.agent)
    ? 'chant was stopped after the agent had finished; `chant work` goes on from its result'
    : 'chant was stopped before the agent had finished; `chant work` starts again, `--continue` goes on from what it left';
  return finished('interrupted', { reason: 'interrupted', detail: [detail] });
}

function listKept({ preparing }: RunRecord, isKept: boolean): readonly string[] {
  return isKept && preparing !== null ? [`kept: ${preparing.workspace}`] : [];
}
