import { livePath } from '../../core/spec/live-path.ts';
import type { ProviderChoice } from '../../core/config/choose-provider.ts';
import type { Failure } from '../../core/failure.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { readSpecDocument } from '../../io/store/read-spec-document.ts';
import { findId, openSite } from '../open-site.ts';
import type { Operation } from '../operation.ts';
import { chooseConfinement } from '../choose-confinement.ts';
import { checkDriver } from '../driver/check-driver.ts';
import { finishParents } from '../driver/finish-parents.ts';
import { listOpenMembers, runDriver } from '../driver/run-driver.ts';
import { judgeSpecs } from '../judge-specs.ts';
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
    const ran = await runOne(site, id, options);
    if (!ran.ok) return ran;
    runs.push(...ran.value);
  }
  return ok({ runs, plan: [] });
}

/** A driver is worked on by working on its members; the last of them completes it, also where it was asked for alone. */
async function runOne(site: Site, id: string, options: RunOptions): Promise<Result<readonly RunReport[], Failure>> {
  if (isDriver(site, id)) return runDriver(site, id, options);
  const run = await runSpec(site, id, options);
  return run.ok ? ok([run.value, ...(await finishParents(site, run.value))]) : run;
}

/** Only its own file is looked at: whether it may be worked on at all is asked later. */
function isDriver(site: Site, id: string): boolean {
  const document = readSpecDocument(site.project.store, { id, path: livePath(id), archived: false });
  return document.ok && document.value.spec.type === 'driver';
}

async function planRuns(site: Site, ids: readonly string[], options: RunOptions): Promise<Result<WorkReport, Failure>> {
  const plan: PlannedRun[] = [];
  for (const id of ids) {
    const planned = isDriver(site, id) ? await planMembers(site, id, options) : await planOne(site, id, options);
    if (!planned.ok) return planned;
    plan.push(...planned.value);
  }
  return ok({ runs: [], plan });
}

async function planOne(site: Site, id: string, options: RunOptions): Promise<Result<readonly PlannedRun[], Failure>> {
  const ready = await checkReady(site, id, options);
  return ready.ok ? ok([describe(ready.value)]) : ready;
}

async function planMembers(
  site: Site,
  id: string,
  options: RunOptions,
): Promise<Result<readonly PlannedRun[], Failure>> {
  const ready = await checkDriver(site, id, options);
  if (!ready.ok) return ready;
  const members = listOpenMembers(await judgeSpecs(site.context, site.project), id).map((one) => one.id);
  // By the time that they begin, those before them are done.
  const planned = await planRuns(site, members, { ...options, skipDeps: true });
  return planned.ok ? ok(planned.value.plan) : planned;
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
