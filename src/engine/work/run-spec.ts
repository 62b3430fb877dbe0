import type { AgentEvent } from '../../core/plan/agent-outcome.ts';
import type { Failure } from '../../core/failure.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { startRecorder } from '../../io/agent/recorder.ts';
import { createAttempt, locateRun } from '../../io/store/run-folder.ts';
import { writeRunFile } from '../../io/store/run-file.ts';
import type { Lease } from '../../io/store/lease.ts';
import { loadLatestRecord } from '../../io/store/run-record.ts';
import { scopeFromResearch } from '../investigate/write-scope.ts';
import { recoverRun } from '../recover/recover-run.ts';
import { findResumable, resumeRun } from '../recover/resume-run.ts';
import { checkReady, type Ready, type Site } from './check-ready.ts';
import { collect } from './collect.ts';
import { concludeRun, finishRun, type PinnedRun } from './conclude-run.ts';
import { leadAgent } from './lead-agent.ts';
import { type Before, prepare, type PreparedRun, type Start } from './prepare.ts';
import { recordSession } from './record-session.ts';
import { doStep, type Ground, type Run, type RunOptions, writeJournal } from './run.ts';
import type { RunReport } from './run-report.ts';
import { withSpecLease } from './spec-lease.ts';
import { warmUpPrompts, writePrompt } from './write-prompt.ts';

/**
 * Runs one spec, from its lease to its end. What a killed run left is put in order first; a result that was already
 * there is judged and landed instead of being made, and paid, again.
 */
export function runSpec(site: Site, id: string, options: RunOptions): Promise<Result<RunReport, Failure>> {
  return withSpecLease(site, id, async (lease) => {
    const recovered = await recoverRun(site, id, lease);
    if (!recovered.ok) return recovered;
    const result = await startOrResume(site, { id, lease, options });
    if (result.ok) return result;
    // Whatever failed half-way (git, the disk, Ctrl-C during a check): pinned, cleaned and written down like a crash.
    const settled = await recoverRun(site, id, lease);
    return settled.ok ? result : settled;
  });
}

async function startOrResume(
  site: Site,
  asked: { readonly id: string; readonly lease: Lease; readonly options: RunOptions },
): Promise<Result<RunReport, Failure>> {
  const { id, lease, options } = asked;
  const resumable = options.continueLast ? null : findResumable(site, id);
  if (resumable !== null) return resumeRun(site, { record: resumable, lease, options, accepted: [] });
  const ready = await readyWithScope(site, id, options);
  return ready.ok ? runFresh(site, { ready: ready.value, lease, options }) : ready;
}

/** A scope is taken over only when the research that it comes from is done; then all is looked at again with it. */
async function readyWithScope(site: Site, id: string, options: RunOptions): Promise<Result<Ready, Failure>> {
  const ready = await checkReady(site, id, options);
  if (!ready.ok) return ready;
  const scoped = await scopeFromResearch(site, ready.value.document.spec);
  if (!scoped.ok) return scoped;
  return scoped.value ? checkReady(site, id, options) : ready;
}

async function runFresh(
  site: Site,
  asked: { readonly ready: Ready; readonly lease: Lease; readonly options: RunOptions },
): Promise<Result<RunReport, Failure>> {
  const { ready } = asked;
  const start = findStart(site, ready, asked.options);
  if (!start.ok) return start;
  const claimed = claim(site, asked);
  if (!claimed.ok) return claimed;
  const run = claimed.value;
  warmUpPrompts();
  const prepared = await doStep(run, 'prepare', () => prepare(run, ready, start.value));
  if (!prepared.ok) return endEarly(run, prepared.failure);
  const { ground } = prepared.value;
  const prompt = await doStep(run, 'prompt', () => writePrompt(run, ready, ground));
  if (!prompt.ok) return endEarly(run, prompt.failure);
  const done = await work(run, { ready, prepared: prepared.value, prompt: prompt.value });
  if (!done.ok) return done;
  const { agent } = done.value;
  if (agent.ending === 'cancelled') return pause(run, ground);
  return concludeRun(run, done.value);
}

/** A fresh base, or with `--continue` what the last attempt left. */
function findStart(site: Site, ready: Ready, options: RunOptions): Result<Start, Failure> {
  const { spec } = ready.document;
  const fresh = { base: ready.target.tip, start: ready.target.tip };
  const last = loadLatestRecord(site.project.store, spec.id);
  const wanted = options.continueLast || last?.finished?.outcome === 'paused';
  if (!wanted) return ok(fresh);
  if (last?.collected && last.preparing) return ok({ base: last.preparing.base, start: last.collected.work });
  if (!options.continueLast) return ok(fresh);
  return err({
    kind: 'wrong-state',
    spec: spec.id,
    status: 'without an earlier result',
    wanted: 'an attempt to go on from',
    next: `chant work ${spec.id}`,
  });
}

/** Opens the run record. From here on the run has a number, and whatever happens is written down. */
function claim(
  site: Site,
  asked: { readonly ready: Ready; readonly lease: Lease; readonly options: RunOptions },
): Result<Run, Failure> {
  const { context, project } = site;
  const { ready, lease, options } = asked;
  const { spec, text } = ready.document;
  const attempt = createAttempt(project.store, spec.id);
  if (!attempt.ok) return attempt;
  const dir = locateRun(project.store, spec.id, attempt.value);
  const token = context.random.base36(16);
  const run: Run = {
    ...site,
    spec,
    text,
    attempt: attempt.value,
    dir,
    token,
    lease,
    options,
    startedAt: context.clock.now(),
  };
  writeJournal(run, { entry: 'begin', step: 'claim' });
  const kept = writeRunFile(dir, 'spec.md', text);
  if (!kept.ok) return kept;
  writeJournal(run, {
    entry: 'claimed',
    spec: spec.id,
    attempt: run.attempt,
    title: spec.title,
    token,
    provider: ready.providerName,
    skipped: ready.skipped,
    land: options.land,
  });
  context.emit({ kind: 'run-started', spec: spec.id, attempt: run.attempt, title: spec.title, resumed: false });
  writeJournal(run, { entry: 'end', step: 'claim' });
  return ok(run);
}

async function work(
  run: Run,
  asked: { readonly ready: Ready; readonly prepared: PreparedRun; readonly prompt: string },
): Promise<Result<PinnedRun, Failure>> {
  const { ready, prepared, prompt } = asked;
  const { ground } = prepared;
  const recorder = startRecorder(() => run.context.clock.now());
  const record = (event: AgentEvent): void => recorder.take(event);
  const agent = await doStep(run, 'agent', async () =>
    ok(await leadAgent(run, ready, { ground, prompt, record, session: null, confine: prepared.confine })),
  );
  if (!agent.ok) return agent;
  const agentName = formatAgentName(ready);
  const before: Before = prepared.before;
  const collected = await doStep(run, 'collect', () =>
    collect(run, { ground, prepared: prepared.prepared, before, agent: agentName }),
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

/** Something failed before the agent started: nothing was made, so nothing is left behind. */
async function endEarly(run: Run, failure: Failure): Promise<Result<RunReport, Failure>> {
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
