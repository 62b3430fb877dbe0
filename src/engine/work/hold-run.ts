import type { ReasonCode } from '../../core/plan/verdict.ts';
import { listNextSteps } from '../../core/plan/next-steps.ts';
import { loadRunRecord } from '../../io/store/run-record.ts';
import { type Ground, type Run, writeJournal } from './run.ts';
import type { RunReport } from './run-report.ts';

/**
 * Ends a run for now: what was made is pinned, and its workspace, its session folder and its branch stay as they are
 * for the attempt that goes on in them.
 */
export function holdRun(
  run: Run,
  { workspace }: Pick<Ground, 'workspace'>,
  why: { readonly reason: ReasonCode; readonly detail: readonly string[] },
): RunReport {
  const { context, spec, attempt } = run;
  const { reason } = why;
  const detail = [...why.detail, `kept: ${workspace}`];
  writeJournal(run, { entry: 'finished', outcome: 'paused', reason, detail, kept: true });
  const ms = context.clock.now() - run.startedAt;
  const usage = loadRunRecord(run.project.store, spec.id, attempt)?.usage ?? null;
  context.emit({ kind: 'run-finished', spec: spec.id, attempt, outcome: 'paused', reason, ms, usage });
  return {
    ...{ spec: spec.id, attempt, outcome: 'paused', reason, detail, next: listNextSteps(reason, spec.id) },
    ...{ target: null, commit: null, ms, usage, gates: [], evidence: [] },
  };
}
