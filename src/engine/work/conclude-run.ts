import type { AgentOutcome } from '../../core/plan/agent-outcome.ts';
import type { Collected } from '../../core/plan/collected.ts';
import type { Finished, Prepared } from '../../core/plan/journal.ts';
import { listNextSteps } from '../../core/plan/next-steps.ts';
import { listBroken } from '../../core/plan/verdict.ts';
import { adviseOnAgent, adviseOnChecks } from '../../core/sandbox/advise-sandbox.ts';
import type { Failure } from '../../core/failure.ts';
import { ok, type Result } from '../../core/result.ts';
import { followVerdict } from '../investigate/follow-verdict.ts';
import { landRun } from '../land/land-run.ts';
import { loadRunRecord } from '../../io/store/run-record.ts';
import { listChecks } from './check-ready.ts';
import { clean } from './clean.ts';
import { describeHalt, halt } from './halt.ts';
import { holdRun } from './hold-run.ts';
import { type Judgement, judge } from './judge.ts';
import type { Before } from './prepare.ts';
import { doStep, type Ground, type Run, writeJournal } from './run.ts';
import type { RunReport } from './run-report.ts';

/** A run whose result is pinned. */
export interface PinnedRun {
  readonly ground: Ground;
  readonly prepared: Prepared;
  readonly agent: AgentOutcome;
  readonly collected: Collected;
  /** Known where the agent ran just now. */
  readonly before: Before | null;
  readonly accepted: readonly string[];
  /** For `Assisted-by`. */
  readonly agentName: string;
  /** A person works in the workspace: it is taken away only when the result has landed. */
  readonly byPerson?: boolean;
}

type Ending = Omit<Finished, 'entry' | 'outcome'> & Pick<RunReport, 'outcome' | 'target' | 'commit'>;

/** From a pinned result to the end of the run: judge, then land or halt, then clean. */
export async function concludeRun(run: Run, pinned: PinnedRun): Promise<Result<RunReport, Failure>> {
  const checks = listChecks(run.spec, run.project.config);
  const judged = await doStep(run, 'judge', () => judge(run, { ...pinned, checks }));
  if (!judged.ok) return judged;
  const ending = await act(run, pinned, judged.value);
  if (!ending.ok) return ending;
  if (pinned.byPerson === true && ending.value.outcome !== 'completed')
    return ok(giveBack(run, pinned.ground, { ...ending.value, judgement: judged.value }));
  return finishRun(run, pinned.ground, { ...ending.value, judgement: judged.value });
}

/** It did not land: whoever works on it by hand goes on where he was, and knows what is missing. */
function giveBack(run: Run, ground: Ground, ending: Ending & { readonly judgement: Judgement }): RunReport {
  const { outcome, reason, detail, judgement } = ending;
  const held = holdRun(run, ground, { reason: 'taken-over', detail: ['it could not land as it is', ...detail] });
  const { verdict, evidence } = judgement;
  return { ...held, outcome, reason, detail, gates: verdict.gates, evidence };
}

/** Does what the verdict says. */
async function act(run: Run, pinned: PinnedRun, judgement: Judgement): Promise<Result<Ending, Failure>> {
  const { verdict, evidence } = judgement;
  const nowhere = { target: null, commit: null };
  if (verdict.outcome !== 'land') {
    const detail = [...listBroken(verdict), ...adviseOnSandbox(run, pinned, judgement)];
    if (verdict.reason !== 'halted')
      return ok({ outcome: verdict.outcome, reason: verdict.reason, detail, ...nowhere });
    const halted = await doStep(run, 'halt', () => halt(run, pinned.collected));
    if (!halted.ok) return halted;
    return ok({
      outcome: 'needs_attention',
      reason: 'halted',
      detail: describeHalt(halted.value),
      ...nowhere,
    });
  }
  if (!run.options.land)
    return ok({ outcome: 'ready', reason: 'ready-to-land', detail: ['--no-land was given'], ...nowhere });
  const { prepared, ground, collected, agentName } = pinned;
  const checks = listChecks(run.spec, run.project.config);
  const landing = await doStep(run, 'land', () =>
    landRun(run, {
      ground,
      collected,
      carried: prepared.carried,
      inputs: prepared.inputs,
      evidence,
      checks,
      agent: agentName,
    }),
  );
  if (!landing.ok) return landing;
  if (landing.value.kind === 'stopped') {
    const { outcome, reason, detail } = landing.value;
    return ok({ outcome, reason, detail, ...nowhere });
  }
  const followed = await followVerdict(run, collected);
  if (!followed.ok) return followed;
  const { target, commit } = landing.value;
  return ok({ outcome: 'completed', reason: null, detail: [], target: target.replace('refs/heads/', ''), commit });
}

/** What a run that failed in a sandbox may have missed there. */
function adviseOnSandbox(run: Run, { agent }: PinnedRun, { verdict, evidence }: Judgement): readonly string[] {
  if (run.confinement.bwrap === null) return [];
  if (verdict.reason === 'agent-failed') return adviseOnAgent(agent);
  return verdict.reason === 'check-failed' ? adviseOnChecks(evidence) : [];
}

/** Takes away what the run made for itself, writes the last line, and reports. */
export async function finishRun(
  run: Run,
  ground: Pick<Ground, 'workspace' | 'session' | 'branch' | 'start' | 'isolation'>,
  ending: Ending & { readonly judgement: Judgement | null },
): Promise<Result<RunReport, Failure>> {
  const { context, spec, attempt } = run;
  const { outcome, reason, detail, target, commit, judgement } = ending;
  const keepBranch = outcome === 'completed' && run.project.config.landing.mode === 'branch';
  const cleaned = await doStep(run, 'clean', () => clean(run, ground, { keepBranch }));
  if (!cleaned.ok) return cleaned;
  writeJournal(run, { entry: 'finished', outcome: outcome === 'ready' ? 'needs_attention' : outcome, reason, detail });
  const ms = context.clock.now() - run.startedAt;
  const usage = loadRunRecord(run.project.store, spec.id, attempt)?.usage ?? null;
  context.emit({ kind: 'run-finished', spec: spec.id, attempt, outcome, reason, ms, usage });
  const { gates } = judgement?.verdict ?? { gates: [] };
  const next = listNextSteps(reason, spec.id);
  return ok({
    spec: spec.id,
    attempt,
    outcome,
    reason,
    detail,
    next,
    target,
    commit,
    ms,
    usage,
    gates,
    evidence: judgement?.evidence ?? [],
  });
}
