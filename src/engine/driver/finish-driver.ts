import type { Collected } from '../../core/plan/collected.ts';
import { emptyOutcome } from '../../core/plan/empty-outcome.ts';
import type { Prepared } from '../../core/plan/journal.ts';
import { formatBranchName } from '../../core/plan/workspace-name.ts';
import type { Failure } from '../../core/failure.ts';
import type { Result } from '../../core/result.ts';
import type { Lease } from '../../io/store/lease.ts';
import { openEmptyGround } from '../recover/resume-run.ts';
import { withSettledSpec } from '../recover/with-settled-spec.ts';
import type { Site } from '../work/check-ready.ts';
import { claimRun } from '../work/claim-run.ts';
import { concludeRun } from '../work/conclude-run.ts';
import { type Run, type RunOptions, writeJournal } from '../work/run.ts';
import type { RunReport } from '../work/run-report.ts';
import { checkDriver, type ReadyDriver } from './check-driver.ts';
import { gatherWhole, type Whole } from './gather-whole.ts';

/**
 * Completes a driver whose members are done: its checks are run on what was there before the first of them and on what
 * is there now, every gate is asked, and its outcome lands. No agent is started. Failures: those of readying a spec,
 * locked, wrong-state (a member landed elsewhere).
 */
export function finishDriver(site: Site, id: string, options: RunOptions): Promise<Result<RunReport, Failure>> {
  return withSettledSpec(site, id, async (lease) => {
    const ready = await checkDriver(site, id, options);
    return ready.ok ? prove(site, { ready: ready.value, lease, options }) : ready;
  });
}

async function prove(
  site: Site,
  asked: { readonly ready: ReadyDriver; readonly lease: Lease; readonly options: RunOptions },
): Promise<Result<RunReport, Failure>> {
  const { ready, lease, options } = asked;
  const whole = await gatherWhole(site, ready.document);
  if (!whole.ok) return whole;
  const claimed = claimRun(site, {
    ...{ lease, options, token: null, choice: null },
    ready: { ...ready, scope: null, providerName: 'none' },
  });
  if (!claimed.ok) return claimed;
  const run = claimed.value;
  const { base, target } = whole.value;
  const branch = `refs/heads/${formatBranchName(site.project.config.defaults.branchPrefix, run.spec.id)}`;
  const ground = openEmptyGround(run, { target, base, start: base, branch });
  if (!ground.ok) return ground;
  const { prepared, collected } = writeDown(run, whole.value);
  return concludeRun(run, {
    ...{ ground: ground.value, prepared, collected, agent: nobody },
    ...{ before: null, accepted: [], agentName: 'none' },
  });
}

/** The record says what it would say of an agent's work, so that whatever takes a run up again can take up this one. */
function writeDown(run: Run, whole: Whole): { readonly prepared: Prepared; readonly collected: Collected } {
  const { tip, changes, specText, present, inputs } = whole;
  const prepared: Prepared = { entry: 'prepared', inputs, carried: {} };
  const collected: Collected = {
    ...{ work: tip, snapshot: tip, changes, specText, present },
    ...{ carriedOut: {}, halt: null, output: null, touched: [], protectedChanged: [] },
  };
  writeJournal(run, prepared);
  writeJournal(run, { entry: 'agent-ended', outcome: nobody });
  writeJournal(run, { entry: 'collected', ...collected });
  return { prepared, collected };
}

/** No agent works on a driver: there is none that could have gone wrong. */
const nobody = { ...emptyOutcome('exited'), exitCode: 0 };
