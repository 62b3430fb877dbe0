import { mergeCopy } from '../../core/plan/agent-notes.ts';
import { emptyOutcome } from '../../core/plan/empty-outcome.ts';
import type { Failure } from '../../core/failure.ts';
import { err, ok, type Result } from '../../core/result.ts';
import type { Lease } from '../../io/store/lease.ts';
import { writeRunFile } from '../../io/store/run-file.ts';
import { readInside } from '../../io/workspace/read-inside.ts';
import { writeInside } from '../../io/workspace/write-inside.ts';
import { plainOptions, rebuildRun } from '../recover/rebuild-run.ts';
import type { Site } from './check-ready.ts';
import { concludeRun } from './conclude-run.ts';
import type { HeldRecord } from './find-held.ts';
import { readOwnSpec } from './read-own-spec.ts';
import { refreshHeld } from './refresh-held.ts';
import type { Run } from './run.ts';
import type { RunReport } from './run-report.ts';

const maxSpecBytes = 4 * 1024 * 1024;

/**
 * Judges what a person has made of a run that was taken over, by every gate that an agent's work is judged by, and
 * lands it. What does not land stays in its workspace. Failures: wrong-state (the workspace is gone).
 */
export async function landByHand(
  site: Site,
  asked: { readonly held: HeldRecord; readonly lease: Lease; readonly accepted: readonly string[] },
): Promise<Result<RunReport, Failure>> {
  const { held, lease, accepted } = asked;
  const given = { record: held, lease, options: plainOptions };
  const renewed = renewSpec(rebuildRun(site, given), held);
  if (!renewed.ok) return renewed;
  const run = rebuildRun(site, given);
  const { context, spec, attempt } = run;
  context.emit({ kind: 'run-started', spec: spec.id, attempt, title: spec.title, resumed: true });
  const refreshed = await refreshHeld(run, held, { stays: true });
  if (!refreshed.ok) return refreshed;
  const { value } = refreshed;
  if (value.kind === 'lost') {
    const wanted = `its workspace ${held.preparing.workspace}, which is not there any more`;
    return err({ kind: 'wrong-state', spec: spec.id, status: 'paused', wanted, next: `chant resume ${spec.id}` });
  }
  const { ground, prepared, collected } = value;
  const agentName = held.claimed?.provider ?? 'agent';
  const agent = held.agent ?? emptyOutcome('cancelled');
  return concludeRun(run, { ground, prepared, collected, agent, agentName, before: null, accepted, byPerson: true });
}

/** The run is judged by the spec as its owner has it now; the copy in the workspace keeps its ticks and notes. */
function renewSpec(run: Run, { preparing }: HeldRecord): Result<void, Failure> {
  const now = readOwnSpec(run);
  if (!now.ok) return now;
  const { text } = now.value.whole;
  if (text === run.text) return ok(undefined);
  const copy = readInside(preparing.workspace, run.spec.path, maxSpecBytes)?.toString('utf8') ?? null;
  const merged = mergeCopy(text, { copy, carried: run.text });
  const put = writeInside(preparing.workspace, run.spec.path, { data: merged });
  if (!put.ok) return put;
  const kept = writeRunFile(run.dir, 'spec.md', text);
  return kept.ok ? ok(undefined) : kept;
}
