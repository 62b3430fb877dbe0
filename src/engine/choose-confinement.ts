import { isProbeNeeded, planConfinement } from '../core/sandbox/plan-confinement.ts';
import type { Failure } from '../core/failure.ts';
import { err, ok, type Result } from '../core/result.ts';
import type { Site } from './work/check-ready.ts';

/** The worlds in which it has been said that there is no sandbox: once is enough for a process that works on much. */
const told = new WeakSet<object>();

/**
 * Finds out how runs are kept apart here, before anything starts: a sandbox that is asked for is tried out. Says so
 * where `auto` comes to nothing. Failure: sandbox-unavailable.
 */
export async function chooseConfinement(site: Site): Promise<Result<Site, Failure>> {
  const { context, project } = site;
  const { workspace } = project.config;
  const probe = isProbeNeeded(workspace) ? await probeHere(context.env) : null;
  const plan = planConfinement(workspace, probe);
  if (plan.kind === 'impossible') return err({ kind: 'sandbox-unavailable', reason: plan.why });
  if (plan.warning !== null && !told.has(context.env)) {
    told.add(context.env);
    context.emit({ kind: 'warning', spec: null, message: plan.warning });
  }
  return ok({ ...site, confinement: plan.confinement });
}

async function probeHere(env: Site['context']['env']) {
  const { probeBwrap } = await import('../io/sandbox/probe-bwrap.ts');
  return probeBwrap(env);
}
