import type { AgentEvent } from '../../core/plan/agent-outcome.ts';
import type { Pausing } from '../../core/plan/journal.ts';
import { findTampering } from '../../core/plan/tampering.ts';
import type { Failure } from '../../core/failure.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { startRecorder } from '../../io/agent/recorder.ts';
import { type Lease, nameLeaseAgent } from '../../io/store/lease.ts';
import { loadLatestRecord } from '../../io/store/run-record.ts';
import { findResumable, resumeRun } from '../recover/resume-run.ts';
import { withSettledSpec } from '../recover/with-settled-spec.ts';
import { adopt } from './adopt.ts';
import { checkReady, engage, type Ready, type Site } from './check-ready.ts';
import { claimRun } from './claim-run.ts';
import { collect } from './collect.ts';
import { concludeRun, finishRun, type PinnedRun } from './conclude-run.ts';
import { findStart } from './find-start.ts';
import { holdRun } from './hold-run.ts';
import { parseCopy } from './judge.ts';
import { type AgentSession, leadAgent } from './lead-agent.ts';
import { type Before, prepare, type PreparedRun } from './prepare.ts';
import { recordSession } from './record-session.ts';
import { doStep, type Ground, type Run, type RunOptions, writeJournal } from './run.ts';
import type { RunReport } from './run-report.ts';
import type { Start } from './start.ts';
import { tellProgress } from './tell-progress.ts';
import { type PauseWatch, watchPause } from './watch-pause.ts';
import { warmUpPrompts, writePrompt } from './write-prompt.ts';

/**
 * Runs one spec, from its lease to its end. What a killed run left is put in order first; a result that was already
 * there is judged and landed instead of being made, and paid, again.
 */
export function runSpec(site: Site, id: string, options: RunOptions): Promise<Result<RunReport, Failure>> {
  return withSettledSpec(site, id, (lease) => startOrResume(site, { id, lease, options }));
}

async function startOrResume(
  site: Site,
  asked: { readonly id: string; readonly lease: Lease; readonly options: RunOptions },
): Promise<Result<RunReport, Failure>> {
  const { id, lease, options } = asked;
  const resumable = options.continueLast ? null : findResumable(site, id);
  if (resumable !== null) return resumeRun(site, { record: resumable, lease, options, accepted: [] });
  const ready = await checkReady(site, id, options);
  return ready.ok ? runFresh(site, { ready: ready.value, lease, options }) : ready;
}

async function runFresh(
  site: Site,
  asked: { readonly ready: Ready; readonly lease: Lease; readonly options: RunOptions },
): Promise<Result<RunReport, Failure>> {
  const start = await findStart(site, asked);
  if (!start.ok) return start;
  const engaged = await engage(site, asked);
  if (!engaged.ok) return engaged;
  const ready = engaged.value;
  const token = start.value.held?.record.claimed?.token ?? null;
  const claimed = claimRun(site, { ...asked, ready, choice: ready.choice, token });
  if (!claimed.ok) return claimed;
  const watch = watchPause(claimed.value);
  try {
    return await runAttempt(watch, ready, start.value);
  } finally {
    watch.release();
  }
}

async function runAttempt(watch: PauseWatch, ready: Ready, start: Start): Promise<Result<RunReport, Failure>> {
  const { run } = watch;
  warmUpPrompts();
  const prepared = await doStep(run, 'prepare', () => openWorkspace(run, ready, start));
  if (!prepared.ok) return endEarly(run, start, prepared.failure);
  const { ground } = prepared.value;
  const progress = tellProgress(run, ready, { start, ground });
  const about = { ground, goOn: progress?.goOn ?? null };
  const prompt = await doStep(run, 'prompt', () => writePrompt(run, ready, about));
  if (!prompt.ok) return endEarly(run, start, prompt.failure);
  const session = progress?.session ?? null;
  const done = await work(watch, { ready, start, prepared: prepared.value, prompt: prompt.value, session });
  if (!done.ok) return done;
  const { agent } = done.value;
  if (agent.ending !== 'cancelled') return concludeRun(run, done.value);
  const asked = watch.asked();
  return asked === null ? pause(run, ground) : ok(holdRun(run, ground, describePause(run, asked, done.value)));
}

function openWorkspace(run: Run, ready: Ready, start: Start): Promise<Result<PreparedRun, Failure>> {
  const { held, from } = start;
  return held === null || from === null ? prepare(run, ready, start) : adopt(run, ready, { ...start, held, from });
}

async function work(
  watch: PauseWatch,
  asked: {
    readonly ready: Ready;
    readonly start: Start;
    readonly prepared: PreparedRun;
    readonly prompt: string;
    readonly session: AgentSession | null;
  },
): Promise<Result<PinnedRun, Failure>> {
  const { run } = watch;
  const { ready, start, prepared, prompt, session } = asked;
  const { ground } = prepared;
  const recorder = startRecorder(() => run.context.clock.now());
  const record = (event: AgentEvent): void => recorder.take(event);
  const agent = await doStep(run, 'agent', async () =>
    ok(await leadAgent(watch.watched, ready, { ground, prompt, record, session, confine: prepared.confine })),
  );
  // Nobody can pause what is over, and the agent may be at something else.
  watch.release();
  nameLeaseAgent(run.lease, null);
  if (!agent.ok) return agent;
  const stays = agent.value.ending === 'cancelled' && watch.asked() !== null;
  const earlier = start.held === null || start.from === null ? null : start.from.collected;
  const agentName = formatAgentName(ready);
  const before: Before = prepared.before;
  const collected = await doStep(run, 'collect', () =>
    collect(run, {
      ...{ ground, prepared: prepared.prepared, before, agent: agentName, stays },
      ...(earlier === null ? {} : { earlier: { collected: earlier, byPerson: false } }),
    }),
  );
  if (!collected.ok) return collected;
  const pinned: PinnedRun = {
    ground,
    prepared: prepared.prepared,
    agent: agent.value,
    collected: collected.value,
    before,
    accepted: [],
    agentName,
  };
  if (run.options.record !== null) {
    const saved = await recordSession(run, { pinned, recorder, file: run.options.record });
    if (!saved.ok) return saved;
  }
  return ok(pinned);
}

function formatAgentName({ providerName, model }: Ready): string {
  return model === null ? providerName : `${providerName}:${model}`;
}

/** What is told of a pause that somebody has asked for; what the agent changed in its spec is told, and ignored. */
function describePause(run: Run, { by, who }: Pausing, { collected }: PinnedRun) {
  const copy = parseCopy(run, collected.specText);
  for (const message of findTampering(run.spec, copy))
    run.context.emit({ kind: 'warning', spec: run.spec.id, message });
  return { reason: 'paused', detail: [`${by === 'pause' ? 'paused' : 'stopped'} by ${who}`] } as const;
}

/** The user stopped it: all that was made is pinned, and the next `chant work` goes on from there. */
async function pause(run: Run, ground: Ground): Promise<Result<RunReport, Failure>> {
  const ended = await finishRun(run, ground, {
    outcome: 'paused',
    reason: 'interrupted',
    detail: ['stopped by the user'],
    target: null,
    commit: null,
    judgement: null,
  });
  return ended.ok ? err({ kind: 'interrupted', spec: run.spec.id }) : ended;
}

/**
 * Something failed before the agent started: nothing was made, so nothing is left behind. A workspace of an earlier
 * attempt waits on.
 */
async function endEarly(run: Run, start: Start, failure: Failure): Promise<Result<RunReport, Failure>> {
  if (start.held !== null) {
    const reason = start.held.record.finished?.reason ?? 'paused';
    holdRun(run, start.held.ground, { reason, detail: ['it could not be gone on with'] });
    return err(failure);
  }
  const record = loadLatestRecord(run.project.store, run.spec.id);
  const detail = failure.kind === 'run-ended' ? failure.detail : [`${failure.kind}`];
  const reason = failure.kind === 'interrupted' ? 'interrupted' : 'setup-failed';
  const ending = { outcome: 'failed', reason, detail, target: null, commit: null, judgement: null } as const;
  if (record?.preparing) {
    const ended = await finishRun(run, record.preparing, ending);
    if (!ended.ok) return ended;
  } else {
    writeJournal(run, { entry: 'finished', outcome: 'failed', reason, detail });
  }
  return err(failure);
}
