import type { AgentOutcome } from '../../core/plan/agent-outcome.ts';
import type { Finished } from '../../core/plan/journal.ts';
import type { RunRecord } from '../../core/plan/run-record.ts';
import { listBroken } from '../../core/plan/verdict.ts';
import type { Failure } from '../../core/failure.ts';
import { ok, type Result } from '../../core/result.ts';
import { followVerdict } from '../investigate/follow-verdict.ts';
import { endTree } from '../../io/process/end-tree.ts';
import type { Lease } from '../../io/store/lease.ts';
import { readRunFileTime } from '../../io/store/run-file.ts';
import { loadLatestRecord } from '../../io/store/run-record.ts';
import { findWorktreeGitDir } from '../../io/workspace/git-dir-of.ts';
import { isOwnWorkspace } from '../../io/workspace/make-workspace.ts';
import { isFolder } from '../../io/workspace/private-file.ts';
import type { Site } from '../work/check-ready.ts';
import { clean } from '../work/clean.ts';
import { collect } from '../work/collect.ts';
import { describeHalt, halt } from '../work/halt.ts';
import { lookAround } from '../work/prepare.ts';
import { type Run, writeJournal } from '../work/run.ts';
import { finishMove } from './finish-move.ts';
import { loadBefore } from './load-before.ts';
import { plainOptions, rebuildRun } from './rebuild-run.ts';

/**
 * Puts in order what a run left that was killed: ends its processes, pins what its agent made, brings a landing that
 * had begun to its end, and takes away its workspace. The caller holds the spec's lease. Doing it twice, or being
 * killed in the middle of it, is fine.
 */
export async function recoverRun(site: Site, id: string, lease: Lease): Promise<Result<void, Failure>> {
  const record = loadLatestRecord(site.project.store, id);
  if (record === null || record.finished !== null) return ok(undefined);
  const run = rebuildRun(site, { record, lease, options: plainOptions });
  const wasAlive = await endLeftovers(record, run);
  // Never somebody else's folders, and never after work that could not be read out of them.
  const isOwn = record.preparing !== null && isOwnWorkspace(record.preparing, run.token, site.repo.commonDir);
  // Killed while it cleaned up: the folders are gone, and the branch may still be there.
  const isGone =
    record.preparing !== null && !isFolder(record.preparing.workspace) && !isFolder(record.preparing.session);
  const saved = isOwn ? await saveWork(run, record, wasAlive) : ok(undefined);
  if (!saved.ok) return saved;
  const ending = await settle(run, record);
  if (!ending.ok) return ending;
  if (record.preparing !== null && (isOwn || isGone)) {
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
async function saveWork(run: Run, record: RunRecord, wasAlive: boolean): Promise<Result<void, Failure>> {
  const { preparing, prepared } = record;
  if (preparing === null || prepared === null || record.collected !== null) return ok(undefined);
  const known = loadBefore(run.dir);
  // The agent had not started, and nothing was made.
  if (known === null && record.agentPid === null) return ok(undefined);
  const guarded = known === null ? [] : Object.keys(known.files.files);
  const gitDir = preparing.isolation === 'clone' ? run.repo.gitDir : findWorktreeGitDir(preparing.workspace, guarded);
  if (gitDir === null) return ok(undefined);
  const ground = { ...preparing, gitDir };
  // Without a picture of before nothing can be compared; what was made is pinned all the same.
  const before =
    known === null ? await lookAround(run, ground) : ok({ ...known, until: wasAlive ? null : findLastSign(run) });
  if (!before.ok) return before;
  const collected = await collect(run, {
    ground,
    prepared,
    before: before.value,
    agent: record.claimed?.provider ?? 'agent',
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
async function settle(run: Run, record: RunRecord): Promise<Result<Finished, Failure>> {
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

/** Whether the agent had come to its end by itself, so that its result can be judged. */
export function isComplete(agent: AgentOutcome | null): agent is AgentOutcome {
  return agent !== null && agent.ending === 'exited';
}
