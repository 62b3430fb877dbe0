import type { ProviderChoice } from '../../core/config/choose-provider.ts';
import type { Failure } from '../../core/failure.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { findId, openSite } from '../open-site.ts';
import type { Operation } from '../operation.ts';
import { chooseConfinement } from '../choose-confinement.ts';
import { plainOptions } from '../recover/rebuild-run.ts';
import { checkReady, type Ready, type Site } from '../work/check-ready.ts';
import type { RunOptions } from '../work/run.ts';
import type { RunReport } from '../work/run-report.ts';
import { runSpec } from '../work/run-spec.ts';

export interface WorkSpecsInput extends RunOptions {
  /** Short or full ids; run one after the other. */
  readonly ids: readonly string[];
  /** Only say what would be done. */
  readonly dryRun: boolean;
}

/** Nothing is asked for but the work itself. */
export const plainWork: Omit<WorkSpecsInput, 'ids'> = { ...plainOptions, dryRun: false };

export interface WorkReport {
  readonly runs: readonly RunReport[];
  /** Filled for a dry run. */
  readonly plan: readonly PlannedRun[];
}

export interface PlannedRun {
  readonly spec: string;
  readonly title: string;
  /** Branch without `refs/heads/`. */
  readonly target: string;
  readonly base: string;
  readonly provider: string;
  /** Why it is this one. Others may take turns until the run begins. */
  readonly choice: ProviderChoice;
  readonly prompt: string;
  /** Command lines. */
  readonly checks: readonly string[];
  /** Paths and globs; empty: no limit. */
  readonly scope: readonly string[];
}

/**
 * Runs specs, one after the other; the first that cannot even start ends it. A run that does not land is a report,
 * not a failure. Failures: those of finding and readying a spec (see check-ready.ts), locked, interrupted.
 */
export const workSpecs: Operation<WorkSpecsInput, WorkReport> = async (context, input) => {
  const site = await openSite(context);
  if (!site.ok) return site;
  const { ids: queries, dryRun, ...options } = input;
  const ids: string[] = [];
  for (const query of queries) {
    const id = await findId(site.value, query);
    if (!id.ok) return id;
    if (!ids.includes(id.value)) ids.push(id.value);
  }
  if (dryRun) return planRuns(site.value, ids, options);
  const confined = await chooseConfinement(site.value);
  return confined.ok ? runAll(confined.value, ids, options) : confined;
};

async function runAll(site: Site, ids: readonly string[], options: RunOptions): Promise<Result<WorkReport, Failure>> {
  const runs: RunReport[] = [];
  for (const id of ids) {
    if (site.context.signal.aborted) return err({ kind: 'interrupted', spec: id });
    const run = await runSpec(site, id, options);
    if (!run.ok) return run;
    runs.push(run.value);
  }
  return ok({ runs, plan: [] });
}

async function planRuns(site: Site, ids: readonly string[], options: RunOptions): Promise<Result<WorkReport, Failure>> {
  const plan: PlannedRun[] = [];
  for (const id of ids) {
    const ready = await checkReady(site, id, options);
    if (!ready.ok) return ready;
    plan.push(describe(ready.value));
  }
  return ok({ runs: [], plan });
}

function describe(ready: Ready): PlannedRun {
  const { spec } = ready.document;
  return {
    spec: spec.id,
    title: spec.title,
    target: ready.target.ref.replace('refs/heads/', ''),
    base: ready.target.tip,
    provider: ready.providerName,
    choice: ready.choice,
    prompt: ready.template.name,
    checks: ready.checks.map((check) => check.run),
    scope: [...spec.targetFiles, ...spec.allowFiles],
  };
}
