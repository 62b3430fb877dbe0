import type { Failure } from '../../core/failure.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { listMembers } from '../../core/spec/list-members.ts';
import type { SpecSummary } from '../../core/spec/spec.ts';
import { listAttempts } from '../../io/store/run-folder.ts';
import { type JudgedSpecs, judgeSpecs } from '../judge-specs.ts';
import type { Site } from '../work/check-ready.ts';
import type { RunOptions } from '../work/run.ts';
import type { RunReport } from '../work/run-report.ts';
import { runSpec } from '../work/run-spec.ts';
import { checkDriver } from './check-driver.ts';
import { finishDriver } from './finish-driver.ts';

/**
 * Works on a driver: on each of its members that is not done, in their order, until one does not land; then proves the
 * whole, and completes the driver. Failures: those of readying and running a spec, and wrong-state (no members).
 */
export async function runDriver(
  site: Site,
  id: string,
  options: RunOptions,
): Promise<Result<readonly RunReport[], Failure>> {
  const ready = await checkDriver(site, id, options);
  if (!ready.ok) return ready;
  const reports: RunReport[] = [];
  const begun = new Set<string>();
  for (;;) {
    if (site.context.signal.aborted) return err({ kind: 'interrupted', spec: id });
    const next = await findNext(site, id);
    if (next === null || begun.has(next.id)) break;
    begun.add(next.id);
    const ran = await runMember(site, next, options);
    if (!ran.ok) return ran;
    reports.push(...ran.value);
    if (ran.value.at(-1)?.outcome !== 'completed') return ok(reports);
  }
  const whole = await finishDriver(site, id, options);
  return whole.ok ? ok([...reports, whole.value]) : whole;
}

/** The members of a driver that are not done, in their order. */
export function listOpenMembers(judged: JudgedSpecs, id: string): readonly SpecSummary[] {
  return listMembers(judged.specs, id).filter((one) => isOpen(judged, one));
}

/** Whether there is something left to do about a spec. */
export function isOpen({ statusOf }: JudgedSpecs, spec: SpecSummary): boolean {
  return !spec.archived && !['completed', 'cancelled'].includes(statusOf(spec));
}

/** The first that is not done; before it, one of the others that it waits for. null: all are done. */
async function findNext(site: Site, id: string): Promise<SpecSummary | null> {
  const judged = await judgeSpecs(site.context, site.project);
  const open = listOpenMembers(judged, id);
  const seen = new Set<string>();
  let next = open[0] ?? null;
  while (next !== null && !seen.has(next.id)) {
    seen.add(next.id);
    const on: readonly string[] = judged.graph.get(next.id)?.resolved ?? [];
    next = open.find((one) => on.includes(one.id)) ?? next;
  }
  return next;
}

async function runMember(
  site: Site,
  { id, type }: SpecSummary,
  options: RunOptions,
): Promise<Result<readonly RunReport[], Failure>> {
  if (type === 'driver') return runDriver(site, id, options);
  // The first attempt at a member goes on from nothing.
  const hasBegun = listAttempts(site.project.store, id).length > 0;
  const run = await runSpec(site, id, { ...options, continueLast: options.continueLast && hasBegun });
  return run.ok ? ok([run.value]) : run;
}
