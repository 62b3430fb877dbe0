import type { Context } from '../context.ts';
import type { Failure } from '../core/failure.ts';
import type { RunReport } from '../engine/work/run-report.ts';
import { answerFailure } from './answer.ts';
import { exitCodes, worstExitCode } from './exit-code.ts';
import type { Parsed } from './parsed.ts';

/** How a run ended, as far as the user must hear of it; what happened before was told as it happened. */
export type EndedRun = Pick<RunReport, 'spec' | 'attempt' | 'outcome' | 'reason' | 'detail' | 'next'>;

/** Says why runs did not land and what to do next; gives back the exit status of all of them. */
export function answerRuns(context: Context, parsed: Pick<Parsed, 'json'>, runs: readonly EndedRun[]): number {
  return worstExitCode(
    runs.map((run) => {
      const failure = buildFailure(run);
      return failure === null ? exitCodes.done.code : answerFailure(context, parsed, failure);
    }),
  );
}

function buildFailure({ spec, attempt, outcome, reason, detail, next }: EndedRun): Failure | null {
  if (outcome === 'completed' || outcome === 'ready') return null;
  if (outcome === 'paused') return { kind: 'interrupted', spec, paused: detail };
  return { kind: 'run-ended', spec, attempt, outcome, reason: reason ?? 'landing-failed', detail, next };
}
