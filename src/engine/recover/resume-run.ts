import { isComplete } from '../../core/plan/is-complete.ts';
import { findTampering } from '../../core/plan/tampering.ts';
import type { RunRecord } from '../../core/plan/run-record.ts';
import type { Failure } from '../../core/failure.ts';
import { err, ok, type Result } from '../../core/result.ts';
import type { Lease } from '../../io/store/lease.ts';
import { loadLatestRecord } from '../../io/store/run-record.ts';
import type { Site } from '../work/check-ready.ts';
import { concludeRun } from '../work/conclude-run.ts';
import { equipSession } from '../work/equip-session.ts';
import { makeRunFolders } from '../work/make-run-folders.ts';
import { readOwnSpec } from '../work/read-own-spec.ts';
import { type Ground, type Run, type RunOptions, writeJournal } from '../work/run.ts';
import type { RunReport } from '../work/run-report.ts';

import { plainOptions, rebuildRun } from './rebuild-run.ts';

/** The last attempt, where chant was stopped after its agent had finished and the spec still asks for the same. */
export function findResumable(site: Site, id: string): RunRecord | null {
  const record = loadLatestRecord(site.project.store, id);
  if (record?.finished?.outcome !== 'interrupted' || record.collected === null || !isComplete(record.agent))
    return null;
  const lease: Lease = { file: '', holder: { pid: 0, startTime: null, host: '', since: '', token: '', agent: null } };
  const rebuilt = rebuildRun(site, { record, lease, options: plainOptions });
  if (rebuilt.spec.archived) return null;
  const now = readOwnSpec(rebuilt);
  return now.ok && findTampering(rebuilt.spec, now.value.whole.spec).length === 0 ? record : null;
}

export interface ResumeInput {
  readonly record: RunRecord;
  readonly lease: Lease;
  readonly options: RunOptions;
  /** Reasons that a person has looked at and accepts. */
  readonly accepted: readonly string[];
}

/** Judges and lands a result that is pinned already. The agent does not run again. */
export async function resumeRun(site: Site, input: ResumeInput): Promise<Result<RunReport, Failure>> {
  const { record, accepted } = input;
  const { collected, prepared, preparing, agent } = record;
  if (collected === null || prepared === null || preparing === null || agent === null) {
    const status = record.finished?.outcome ?? 'without a result';
    return err({
      kind: 'wrong-state',
      spec: record.spec,
      status,
      wanted: 'a result to land',
      next: `chant work ${record.spec}`,
    });
  }
  const run = rebuildRun(site, input);
  const { context, spec, attempt } = run;
  context.emit({ kind: 'run-started', spec: spec.id, attempt, title: spec.title, resumed: true });
  const ground = openEmptyGround(run, preparing);
  if (!ground.ok) return ground;
  const agentName = record.claimed?.provider ?? 'agent';
  return concludeRun(run, { ground: ground.value, prepared, agent, collected, before: null, accepted, agentName });
}

/** Where no agent works: checks and landing get a session folder, and a workspace that stays empty. */
export function openEmptyGround(
  run: Run,
  was: Pick<Ground, 'target' | 'base' | 'start' | 'branch' | 'isolation'>,
): Result<Ground, Failure> {
  const folders = makeRunFolders(run);
  if (!folders.ok) return folders;
  const { target, base, start, isolation } = was;
  const how = isolation === undefined ? {} : { isolation };
  const preparing = { target, base, start, branch: was.branch, ...folders.value, ...how };
  const tools = equipSession(run, folders.value.session);
  if (!tools.ok) return tools;
  // The first line of what is taken up again: from here on there is something to be taken away.
  writeJournal(run, { entry: 'preparing', ...preparing });
  return ok({ ...preparing, gitDir: folders.value.workspace });
}
