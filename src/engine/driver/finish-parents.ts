import { parentOf } from '../../core/spec/list-members.ts';
import type { SpecSummary } from '../../core/spec/spec.ts';
import { judgeSpecs } from '../judge-specs.ts';
import { plainOptions } from '../recover/rebuild-run.ts';
import type { Site } from '../work/check-ready.ts';
import type { RunReport } from '../work/run-report.ts';
import { finishDriver } from './finish-driver.ts';
import { isOpen, listOpenMembers } from './run-driver.ts';

/**
 * Completes the driver of a member that was the last to land, and that driver's own, and gives their reports. What keeps
 * a driver from it is told and no more: the member has landed all the same.
 */
export async function finishParents(
  site: Site,
  { spec, outcome }: Pick<RunReport, 'spec' | 'outcome'>,
): Promise<readonly RunReport[]> {
  const parent = outcome === 'completed' ? await findReadyParent(site, spec) : null;
  if (parent === null) return [];
  const done = await finishDriver(site, parent.id, plainOptions);
  // Locked: whoever works on the driver completes it.
  if (!done.ok && done.failure.kind !== 'locked') {
    const message = `all its members are done, and it is not: see chant work ${parent.id} (${done.failure.kind})`;
    site.context.emit({ kind: 'warning', spec: parent.id, message });
  }
  return done.ok ? [done.value, ...(await finishParents(site, done.value))] : [];
}

async function findReadyParent(site: Site, id: string): Promise<SpecSummary | null> {
  const parentId = parentOf(id);
  if (parentId === null) return null;
  const judged = await judgeSpecs(site.context, site.project);
  const parent = judged.specs.find((one) => one.id === parentId && isOpen(judged, one));
  return parent?.type === 'driver' && listOpenMembers(judged, parentId).length === 0 ? parent : null;
}
