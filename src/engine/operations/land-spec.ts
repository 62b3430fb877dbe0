import type { Failure } from '../../core/failure.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { loadLatestRecord } from '../../io/store/run-record.ts';
import { findId, openSite } from '../open-site.ts';
import type { Operation } from '../operation.ts';
import { finishParents } from '../driver/finish-parents.ts';
import { plainOptions } from '../recover/rebuild-run.ts';
import { chooseConfinement } from '../choose-confinement.ts';
import { landByHand } from '../work/land-by-hand.ts';
import { findHeld } from '../work/find-held.ts';
import { resumeRun } from '../recover/resume-run.ts';
import { withSettledSpec } from '../recover/with-settled-spec.ts';
import type { RunReport } from '../work/run-report.ts';

export interface LandSpecInput {
  /** Short or full id. */
  readonly id: string;
  /** A reason that a person has looked at: only `repository-touched`, whose cause may have been the user's own work. */
  readonly accept: string | null;
}

export interface LandReport {
  readonly runs: readonly RunReport[];
}

/** What leads on where there is nothing to land. */
const nexts: Readonly<Record<string, string>> = { completed: 'show', paused: 'resume' };

const acceptable = 'repository-touched';

/**
 * Judges the last attempt's result again and lands it: one that is ready to land, or that a person has looked at.
 * Every gate is asked again; none but the accepted one is passed over. Failures: bad-argument, spec-not-found,
 * spec-ambiguous, wrong-state (nothing to land), locked.
 */
export const landSpec: Operation<LandSpecInput, LandReport> = async (context, input) => {
  const { accept } = input;
  if (accept !== null && accept !== acceptable) {
    return err({
      kind: 'bad-argument',
      argument: '--accept',
      value: accept,
      expected: acceptable,
      suggestion: acceptable,
    });
  }
  const opened = await openSite(context);
  if (!opened.ok) return opened;
  const site = await chooseConfinement(opened.value);
  if (!site.ok) return site;
  const id = await findId(site.value, input.id);
  if (!id.ok) return id;
  const landed = await withSettledSpec(site.value, id.value, async (lease): Promise<Result<RunReport, Failure>> => {
    const record = loadLatestRecord(site.value.project.store, id.value);
    const outcome = record?.finished?.outcome ?? 'never run';
    const held = findHeld(site.value.project.store, id.value);
    const accepted = accept === null ? [] : [accept];
    if (held !== null && held.takenOver !== null) return landByHand(site.value, { held, lease, accepted });
    if (record === null || record.collected === null || ['completed', 'paused', 'reset'].includes(outcome)) {
      const next = nexts[outcome] ?? 'work';
      return err({
        kind: 'wrong-state',
        spec: id.value,
        status: outcome,
        wanted: 'a result that is ready to land',
        next: `chant ${next} ${id.value}`,
      });
    }
    return resumeRun(site.value, { record, lease, options: plainOptions, accepted });
  });
  return landed.ok ? ok({ runs: [landed.value, ...(await finishParents(site.value, landed.value))] }) : landed;
};
